/** In charge of the examples of OL-02, alerts that a unit has not answered in time. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../support/postgres.ts';
import { only } from './facts.ts';
import { readVerdicts, type Verdicts } from './family.ts';
import { emptyVersion } from './ledgerFacts.ts';

interface LetterFact {
  readonly region: string;
  readonly rule?: string;
  readonly severity?: string;
  readonly unit?: string | null;
  readonly sent: string;
  readonly due?: string | null;
  readonly answered?: string;
}

let database: Database;
let verdicts: Verdicts;

/** An alert that was sent for verification, and answered where it says so. */
async function send(letter: LetterFact, version: number): Promise<void> {
  const { region, rule = 'BE-01', severity = 'orange', unit = '131001', sent, answered } = letter;
  const { case_id: id } = await only<{ case_id: number }>(
    database,
    `insert into cases (rule, region_code, subject, year, project, unit, severity, kind, flag_id, found_version)
     values ($1, $2, $3, 2025, gen_random_uuid()::text, $3, $4, 'signal', 0, $5) returning case_id`,
    [rule, region, unit ?? '', severity, version],
  );
  await database.owner.query('update cases set unit = $2 where case_id = $1', [id, unit]);
  const event = (revision: number, action: string, at: string, due: string | null) =>
    database.owner.query(
      'insert into case_events (case_id, revision, at, by_name, action, due_on) values ($1, $2, $3, $4, $5, $6)',
      [id, revision, at, 'tests', action, due],
    );
  await event(1, 'verify', sent, letter.due ?? null);
  if (answered !== undefined) await event(2, 'answer', answered, null);
}

const letters: readonly LetterFact[] = [
  { region: 'unanswered', sent: '2025-03-03', due: '2025-03-17' },
  { region: 'answered', sent: '2025-03-03', due: '2025-03-17', answered: '2025-03-10' },
  { region: 'answered after all', sent: '2025-03-03', due: '2025-03-17', answered: '2025-06-01' },
  { region: 'not yet due', sent: '2025-03-03', due: '2999-12-31' },
  { region: 'reminder', severity: 'blue', sent: '2025-03-03', due: '2025-03-17' },
  { region: 'about this rule', rule: 'OL-02', sent: '2025-03-03', due: '2025-03-17' },
  { region: 'two', sent: '2025-03-03', due: '2025-03-17' },
  { region: 'two', severity: 'red', sent: '2025-02-03', due: '2025-02-10' },
  { region: 'no unit', unit: null, sent: '2025-03-03', due: '2025-03-17' },
  { region: 'no day set', severity: 'yellow', sent: '2025-03-03' },
];

beforeAll(async () => {
  database = await freshDatabase();
  await emptyVersion(database);
  for (const letter of letters) await send(letter, 1);
  await emptyVersion(database);
  verdicts = await readVerdicts(database, ['OL-02'], 2);
});
afterAll(() => database.close());

describe('OL-02, alert answered late', () => {
  test.each([
    ['unanswered', ['131001 2025 orange']],
    ['answered', []],
    ['answered after all', []],
    ['not yet due', []],
    ['reminder', []],
    ['about this rule', []],
    ['two', ['131001 2025 red']],
    ['no unit', ['region 2025 orange']],
    ['no day set', ['131001 2025 yellow']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('OL-02', region)).toEqual(expected);
  });

  test('counts the letters and names the earliest due day', () => {
    const [flag] = verdicts.of('OL-02', 'two');
    expect(flag?.kind).toBe('breach');
    expect(flag?.explanation.zh).toMatch(
      /^two131001对2件预警未在规定期限前反馈，最早一件应于2025年2月10日前反馈，已逾期\d+天：BE-01（\d+）、BE-01（\d+）。$/u,
    );
    expect(verdicts.of('OL-02', 'no unit')[0]?.explanation.zh).toContain('有关部门对1件预警');
    // fifteen working days are three weeks
    expect(verdicts.of('OL-02', 'no day set')[0]?.explanation.zh).toContain('应于2025年3月24日前');
  });
});
