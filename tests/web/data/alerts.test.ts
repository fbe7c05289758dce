/** In charge of what matters now, what is somebody's task, and how the list of alerts is held back and grouped. */
import { describe, expect, test } from 'vitest';
import {
  alertsByWho,
  alertsLeft,
  byDue,
  grouped,
  isOpen,
  mattersNow,
  tasksOf,
} from '../../../web/data/alerts.ts';
import { alertsSheet, baseSaid, eventSaid, subjectOf } from '../../../web/format/alertWords.ts';
import { csvOf } from '../../../web/format/sheet.ts';
import { speaker } from '../../../web/i18n/catalogue.ts';
import { alertRow } from '../alertRows.ts';

const ids = (alerts: readonly { readonly id: string }[]) => alerts.map(({ id }) => id);

describe('what matters now', () => {
  test('is the weightiest, each kind of matter once, and nobody more than twice', () => {
    const alerts = [
      alertRow('a', { weight: 0.9 }),
      alertRow('a again', { weight: 0.8, unit: '102' }),
      alertRow('b', { weight: 0.7, rule: 'PY-01' }),
      alertRow('c', { weight: 0.6, rule: 'PJ-01' }),
      alertRow('d', { weight: 0.5, rule: 'TP-01', unit: null }),
    ];
    expect(ids(mattersNow(alerts, 3))).toEqual(['a', 'b', 'd']);
  });
  test('fills up with more of the same where there is nothing else, still in order of weight', () => {
    const alerts = [
      alertRow('1', { weight: 0.9 }),
      alertRow('2', { weight: 0.8 }),
      alertRow('3', { weight: 0.95 }),
    ];
    expect(ids(mattersNow(alerts, 2))).toEqual(['3', '1']);
  });
  test('leaves out what is settled, what cannot be judged and what this version no longer finds', () => {
    const alerts = [
      alertRow('closed', { state: 'closed' }),
      alertRow('normal', { state: 'normal' }),
      alertRow('grey', { severity: 'grey' }),
      alertRow('gone', { current: false }),
      alertRow('open', { state: 'verify' }),
    ];
    expect(ids(mattersNow(alerts, 5))).toEqual(['open']);
  });
});

test('a case is open until it is closed, normal, voided or merged', () => {
  expect(isOpen(alertRow('1'))).toBe(true);
  expect(isOpen(alertRow('1', { severity: 'grey' }))).toBe(false);
  for (const state of ['closed', 'normal', 'voided', 'merged'] as const) {
    expect(isOpen(alertRow('1', { state }))).toBe(false);
  }
});

describe('the list', () => {
  const alerts = [
    alertRow('new'),
    alertRow('late', { state: 'verify', overdueDays: 3, unit: null, unitName: null }),
    alertRow('done', { state: 'closed', kind: 'breach', projectName: '滨江路改造', rule: 'PJ-02' }),
  ];
  test.each([
    [{ state: 'open' }, ['new', 'late']],
    [{ state: 'overdue' }, ['late']],
    [{ state: 'new' }, ['new']],
    [{ unit: '~' }, ['late']],
    [{ unit: '101,~' }, ['new', 'late', 'done']],
    [{ kind: 'breach' }, ['done']],
    [{ find: '滨江 pj-02' }, ['done']],
    [{ find: '滨江 PY' }, []],
    [{ rule: 'BE-01', state: 'closed' }, []],
    [{}, ['new', 'late', 'done']],
  ])('held back by %j shows %j', (filters, expected) => {
    expect(ids(alertsLeft(alerts, filters))).toEqual(expected);
  });
  test.each([
    ['unit', ['101', '']],
    ['rule', ['BE-01', 'PJ-02']],
    ['law', ['《预算法》第五十七条']],
    ['none', ['']],
  ] as const)('grouped by %s has the groups %j', (by, keys) => {
    const groups = grouped(alerts, by);
    expect(groups.map(({ key }) => key)).toEqual(keys);
    expect(groups.flatMap((group) => ids(group.alerts)).toSorted()).toEqual(ids(alerts).toSorted());
  });
  test('knows whom alerts are about: a department has those of its units', () => {
    const { department, unit } = alertsByWho(
      [
        ...alerts,
        alertRow('of unit', { unit: '101002' }),
        alertRow('of nobody known', { unit: '9' }),
      ],
      [
        { department: '101', unit: '101002' },
        { department: null, unit: '7' },
      ],
    );
    expect(ids(department.get('101') ?? [])).toEqual(['new', 'done', 'of unit']);
    expect(ids(unit.get('101') ?? [])).toEqual(['new', 'done']);
    expect(ids(department.get('9') ?? [])).toEqual(['of nobody known']);
    expect(unit.get('7')).toBeUndefined();
  });
  test('leaves the page as a table with exact amounts, and what begins like a formula is harmless', () => {
    const heading = { title: '预警', notes: ['版本 3'] };
    const csv = csvOf(
      alertsSheet(
        speaker('zh'),
        [alertRow('1', { explanation: { zh: '=1+1', en: '' } })],
        'zh',
        heading,
      ),
    );
    expect(csv).toContain('1200000.00');
    expect(csv).toContain("'=1+1");
    expect(csv).toContain('新产生');
  });
});

describe('tasks', () => {
  const alerts = [
    alertRow('mine', { state: 'verify', assignee: '王五', due: '2026-08-01' }),
    alertRow('mine, sooner', { state: 'triage', assignee: '王五', due: '2026-07-20' }),
    alertRow('mine, without end', { state: 'triage', assignee: '王五' }),
    alertRow('theirs', { state: 'verify', assignee: '赵六' }),
    alertRow('nobody’s', { state: 'answered', unit: '102' }),
    alertRow('new', { state: 'new' }),
    alertRow('untouched'),
    alertRow('done', { state: 'closed', assignee: '王五' }),
  ];
  test('are mine by due date, and those under way that are nobody’s', () => {
    const { mine, nobodys } = tasksOf(alerts, { name: '王五', role: 'staff', unit: null });
    expect(ids(mine)).toEqual(['mine, sooner', 'mine', 'mine, without end']);
    expect(ids(nobodys)).toEqual(['nobody’s']);
  });
  test('of a department are the letters to its own unit, and never what others have not taken', () => {
    const { mine, nobodys } = tasksOf(alerts, { name: '陈七', role: 'department', unit: '101' });
    expect(ids(mine)).toEqual(['mine', 'theirs']);
    expect(nobodys).toEqual([]);
  });
  test('put what has no end last', () => {
    expect(ids(byDue(alerts)).slice(0, 2)).toEqual(['mine, sooner', 'mine']);
  });
});

describe('words', () => {
  const base = { meets: 17, of: 120, usual: 3, population: { zh: '部门', en: 'departments' } };
  test('a base rate says how many of how many, and what is usual', () => {
    expect(baseSaid(speaker('zh'), base, 'zh')).toBe('120 个部门中有 17 个触发；通常为 3 个');
    expect(baseSaid(speaker('en'), base, 'en')).toBe('17 of 120 departments meet this; usually 3');
  });
  test('what is usual is not invented', () => {
    expect(baseSaid(speaker('en'), { ...base, usual: null }, 'en')).toContain('too few');
    expect(baseSaid(speaker('en'), null, 'en')).toBeNull();
  });
  test('an alert is about a project before a unit before a line', () => {
    expect(subjectOf(alertRow('1', { project: 'P1', projectName: '滨江路改造' }))).toBe(
      '滨江路改造',
    );
    expect(subjectOf(alertRow('1'))).toBe('明川区教育局');
    expect(subjectOf(alertRow('1', { unit: null, itemName: '教育支出' }))).toBe('教育支出');
    expect(subjectOf(alertRow('1', { unit: null }))).toBeNull();
  });
  test('what the program noticed and what people did are told apart', () => {
    expect(eventSaid(speaker('zh'), { action: 'escalated' })).toBe('等级上升');
    expect(eventSaid(speaker('zh'), { action: 'close' })).toBe('销号');
  });
});
