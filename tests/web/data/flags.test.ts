/** In charge of the order and the filters of alerts. */
import type { FlagRow } from '#contract/alertAnswers';
import { describe, expect, test } from 'vitest';
import {
  apart,
  byRule,
  countBySeverity,
  evidenceName,
  evidenceQuestion,
  filtered,
  ranked,
} from '../../../web/data/flags.ts';

const flag = (id: string, patch: Partial<FlagRow> = {}): FlagRow => ({
  id,
  rule: 'BE-03',
  version: 1,
  name: { zh: '', en: '' },
  severity: 'yellow',
  kind: 'signal',
  region: '530700',
  scope: 'all',
  year: 2025,
  month: 12,
  book: 'general',
  flow: 'expenditure',
  item: '213',
  itemName: '农林水支出',
  unit: null,
  project: null,
  measured: null,
  expected: null,
  measureUnit: 'ratio',
  amountAtStake: null,
  explanation: { zh: '', en: '' },
  question: { zh: '', en: '' },
  law: [],
  evidence: [],
  ...patch,
});

describe('ranked', () => {
  const ids = (flags: readonly FlagRow[]) => ranked(flags).map(({ id }) => id);

  test('is by severity, not by the order of colour codes', () => {
    const severities = ['blue', 'grey', 'yellow', 'red', 'orange'] as const;
    expect(ids(severities.map((severity) => flag(severity, { severity })))).toEqual([
      'red',
      'orange',
      'yellow',
      'blue',
      'grey',
    ]);
  });

  test('puts a breach before a signal, then the larger amount whatever its sign', () => {
    expect(
      ids([
        flag('small', { amountAtStake: '5.00' }),
        flag('absent'),
        flag('short', { amountAtStake: '-900.00' }),
        flag('breach', { kind: 'breach', amountAtStake: '1.00' }),
      ]),
    ).toEqual(['breach', 'short', 'small', 'absent']);
  });

  test('leaves the given list alone', () => {
    const given = [flag('b', { severity: 'blue' }), flag('a', { severity: 'red' })];
    ranked(given);
    expect(given.map(({ id }) => id)).toEqual(['b', 'a']);
  });
});

test('filters hold together, and an unset one lets everything through', () => {
  const flags = [
    flag('1'),
    flag('2', { book: 'fund' }),
    flag('3', { rule: 'RV-03', scope: 'own' }),
  ];
  expect(filtered(flags, {})).toHaveLength(3);
  expect(filtered(flags, { book: 'general', rule: 'RV-03' }).map(({ id }) => id)).toEqual(['3']);
  expect(filtered(flags, { scope: 'own', book: 'fund' })).toEqual([]);
});

test('what cannot be judged is no alert and is grouped by rule', () => {
  const flags = [
    flag('1', { severity: 'grey' }),
    flag('2'),
    flag('3', { severity: 'grey', rule: 'DB-01' }),
    flag('4', { severity: 'grey' }),
  ];
  const { raised, undecided } = apart(flags);
  expect(raised.map(({ id }) => id)).toEqual(['2']);
  expect(byRule(undecided).map(({ rule, flags: group }) => [rule, group.length])).toEqual([
    ['BE-03', 2],
    ['DB-01', 1],
  ]);
  expect(countBySeverity(flags)).toEqual({ red: 0, orange: 0, yellow: 1, blue: 0, grey: 3 });
});

test('evidence is named by measure and line, and becomes a question', () => {
  const evidence = {
    cube: 'execution',
    measure: 'executed',
    where: { region: '530700', item: '213' },
  };
  expect(evidenceName(evidence, 'zh')).toBe('执行数 213');
  expect(evidenceName({ ...evidence, where: { item: 'total' } }, 'en')).toBe('Executed');
  expect(evidenceQuestion(evidence, 4)).toEqual({
    cube: 'execution',
    measures: ['executed'],
    by: [],
    where: { region: ['530700'], item: ['213'] },
    asOf: '4',
  });
});
