/** In charge of the law book's drafts: thresholds as typed, what counts as a change, families, counts by severity. */
import type { RuleDescription } from '#contract/ruleAnswers';
import { describe, expect, test } from 'vitest';
import { SEVERITIES } from '../../../web/data/flags.ts';
import {
  draftOf,
  familyOf,
  rulesByFamily,
  sameDraft,
  severityPairs,
  thresholdTyped,
  typedThreshold,
} from '../../../web/data/lawBook.ts';

describe('a threshold', () => {
  test.each([
    [0.1, 'ratio', '10'],
    [0.155, 'ratio', '15.5'],
    [0.07, 'ratio', '7'],
    [3, 'count', '3'],
    [-0.05, 'ratio', '-5'],
    [100_000, '元', '100000'],
  ])('%d in %s is typed as %s and read back', (value, unit, text) => {
    expect(typedThreshold(value, unit)).toBe(text);
    expect(thresholdTyped(text, unit)).toBe(value);
  });
  test.each(['', '  ', '一成', '1e', 'Infinity'])('%j is no number', (text) => {
    expect(thresholdTyped(text, 'ratio')).toBeNull();
  });
});

describe('a draft', () => {
  const detail = {
    id: 'BE-01',
    setting: { on: true, thresholds: { slow: 0.1, floor: 100 } },
    exemptions: [
      {
        id: '1',
        kind: 'unit',
        code: '101',
        reason: '机构改革',
        until: '2026-12-31',
        by: '王五',
        expired: false,
      },
    ],
    changes: [],
    missing: [],
  } as const;
  test('begins as what is in force, whatever the order of names', () => {
    const draft = draftOf(detail);
    expect(
      sameDraft(draft, { ...draft, setting: { on: true, thresholds: { floor: 100, slow: 0.1 } } }),
    ).toBe(true);
  });
  test('differs by a threshold, by being off, by an exemption', () => {
    const draft = draftOf(detail);
    const { setting, exemptions } = draft;
    expect(
      sameDraft(draft, {
        ...draft,
        setting: { ...setting, thresholds: { ...setting.thresholds, slow: 0.2 } },
      }),
    ).toBe(false);
    expect(sameDraft(draft, { ...draft, setting: { ...setting, on: false } })).toBe(false);
    expect(sameDraft(draft, { ...draft, exemptions: [] })).toBe(false);
    expect(
      sameDraft(draft, {
        ...draft,
        exemptions: exemptions.map((one) => ({ ...one, until: '2027-12-31' })),
      }),
    ).toBe(false);
  });
});

test('rules stand by family, in the order of the handbook and of their ids', () => {
  const rules = ['PY-02', 'BE-02', 'XX-01', 'BE-01'].map((id) => ({ id }) as RuleDescription);
  expect(
    rulesByFamily(rules).map(({ family, rules: own }) => [family, own.map(({ id }) => id)]),
  ).toEqual([
    ['BE', ['BE-01', 'BE-02']],
    ['PY', ['PY-02']],
    ['other', ['XX-01']],
  ]);
  expect(familyOf('OL-02')).toBe('OL');
});

test('a back-test’s counts stand by severity, without those that are nowhere', () => {
  const result = { before: { yellow: 3, red: 1 }, after: { orange: 2, red: 1 } };
  expect(severityPairs(result, SEVERITIES)).toEqual([
    { severity: 'red', before: 1, after: 1 },
    { severity: 'orange', before: 0, after: 2 },
    { severity: 'yellow', before: 3, after: 0 },
  ]);
});
