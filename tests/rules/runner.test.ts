/** In charge of how rules are run: the broken beside the sound, limits, immutability, order. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { EVERYWHERE, runRule } from '../../etl/flags/ruleRun.ts';
import { readNames } from '../../etl/flags/wording.ts';
import { parseRule, ruleFiles, rules, type RuleFile } from '../../etl/rules.ts';
import { runRules, RULE_COLUMNS, thresholdValue } from '../../etl/steps/flag.ts';
import { freshDatabase } from '../support/postgres.ts';
import { publishFacts } from './facts.ts';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const HEADER = `/*
id: ID
name: { zh: 例, en: Example }
kind: signal
severities: [yellow, red]
inputs: [execution.executed]
thresholds:
  - { name: least, value: 10, unit: 万元, origin: default, title: { zh: 下限, en: Least } }
law: []
explanation: { zh: '{item}为{amount}，下限{threshold.least}', en: '{item} is {amount}' }
question: { zh: 为何？, en: Why? }
*/
`;
const BODY = `select region_code, scope, year, 12 as month, book, flow, item, name as item_name, null::text as unit, null::text as project,
  executed::numeric as measured, null::numeric as expected, 'fen' as measure_unit, executed as amount_at_stake, 'yellow' as severity,
  jsonb_build_object('amount', jsonb_build_object('fen', executed::text)) as parameters, rules.evidence('execution', 'executed', executed_lines) as evidence
from rules.execution_lines where version = :version and at_level = 1 and executed >= :param_least::bigint`;
const rule = (id: string, body = BODY, header = HEADER) =>
  parseRule(`sql/rules/${id}.sql`, header.replace('ID', id) + body);

const facts = (executed: readonly number[]) => [
  {
    tables: [
      {
        sheet: '04',
        lines: executed.map((amount, index) => ({
          item: String(209 - index),
          name: `第${index}类`,
          figures: { executed: amount },
        })),
      },
    ],
  },
];
const runs = async (version: number) =>
  (
    await database.owner.query<{
      rule: string;
      status: string;
      flags: number;
      problem: string | null;
    }>('select rule, status, flags, problem from rule_runs where version = $1 order by rule', [
      version,
    ])
  ).rows;

describe('a broken rule', () => {
  test.each([
    ['a header that is no YAML', rule('X', BODY, '/*\nid: [\n*/\n'), /X: /u],
    [
      'a header that lacks its law',
      rule('X', BODY, HEADER.replace('law: []\n', '')),
      /X\.law: list expected/u,
    ],
    [
      "an id that is not the file's",
      parseRule('X.sql', HEADER.replace('ID', 'Y') + BODY),
      /name of the file/u,
    ],
    ['no select', rule('X', 'delete from flags'), /one select/u],
    ['SQL that fails', rule('X', 'select nothing'), /does not exist/u],
    ['a missing column', rule('X', BODY.replace('null::text as unit, ', '')), /lacks unit/u],
    [
      'a column too many',
      rule('X', BODY.replace('null::text as unit', 'null::text as unit, 1 as more')),
      /more too many/u,
    ],
    [
      'a severity it does not declare',
      rule('X', BODY.replace("'yellow' as", "'blue' as")),
      /severity blue is not in the header/u,
    ],
    [
      'a placeholder without a value',
      rule('X', BODY.replace("'amount', jsonb", "'other', jsonb")),
      /\{amount\} has no value/u,
    ],
    [
      'a threshold it does not declare',
      rule('X', BODY.replace(':param_least', ':param_most')),
      /:param_most has no value/u,
    ],
    [
      'a write',
      rule(
        'X',
        BODY.replace(
          'from rules',
          ', (with gone as (delete from flags returning 1) select count(*) from gone) from rules',
        ),
      ),
      /./u,
    ],
    [
      'a look at what is not its own',
      rule(
        'X',
        BODY.replace('where version', 'where exists (select from access.users) and version'),
      ),
      /permission denied/u,
    ],
  ])('with %s is recorded, and the others run', async (_, broken, problem) => {
    const version = await publishFacts(database, facts([50]));
    await runRules(database, version, undefined, [broken, rule('Z')]);
    const [first, second] = await runs(version);
    expect(first).toMatchObject({
      rule: 'X',
      status: 'broken',
      flags: 0,
      problem: expect.stringMatching(problem) as string,
    });
    expect(second).toEqual({ rule: 'Z', status: 'ran', flags: 1, problem: null });
  });

  test('that takes too long is recorded as well', async () => {
    const version = await publishFacts(database, facts([50]));
    await runRules(
      database,
      version,
      undefined,
      [rule('X', BODY.replace('from rules', ', pg_sleep(5) from rules')), rule('Z')],
      100,
    );
    expect((await runs(version)).map(({ rule: id, status }) => [id, status])).toEqual([
      ['X', 'broken'],
      ['Z', 'ran'],
    ]);
  });

  test('is one that finds thousands in one year, not one that finds as many in several', async () => {
    const version = await publishFacts(database, facts([50]));
    const many = (id: string, year: string) =>
      rule(
        id,
        BODY.replace(' year,', ` ${year} as year,`)
          .replace(' item, ', ' item || n as item, ')
          .replace('where version', 'cross join generate_series(1, 5001) n where version'),
      );
    const names = await readNames(database.loader);
    const reader = await database.reader.connect();
    try {
      const found = (file: RuleFile) => {
        const thresholds = file.header?.thresholds ?? [];
        return runRule(reader, file, { version, slices: EVERYWHERE, thresholds, names, timeLimit: 30_000 }); // prettier-ignore
      };
      const crowded = await found(many('X', 'year'));
      expect(crowded.flags).toEqual([]);
      expect(crowded.problem).toMatch(/more than 5000 lines for \d+ in \d{4}/u);
      const spread = await found(many('Z', 'year - n % 2'));
      expect([spread.flags.length, spread.problem]).toEqual([5001, null]);
    } finally {
      reader.release();
    }
  });

  test('is tried again, and heals', async () => {
    const version = await publishFacts(database, facts([50]));
    await runRules(database, version, undefined, [rule('X', 'select nothing')]);
    await runRules(database, version, undefined, [rule('X')]);
    expect(await runs(version)).toEqual([{ rule: 'X', status: 'ran', flags: 1, problem: null }]);
  });
});

describe('results', () => {
  test('are words, filled in both languages, with the thresholds', async () => {
    const version = await publishFacts(database, facts([50]));
    await runRules(database, version, undefined, [rule('X')]);
    const { rows } = await database.owner.query(
      'select explanation, question, kind, rule_version from flags where version = $1',
      [version],
    );
    expect(rows).toEqual([
      {
        explanation: { zh: '第0类为50万元，下限10万元', en: '第0类 is CNY 500,000' },
        question: { zh: '为何？', en: 'Why?' },
        kind: 'signal',
        rule_version: rule('X').hash,
      },
    ]);
  });

  test('stay as they are for a version, however often the rule runs', async () => {
    const version = await publishFacts(database, facts([50, 60]));
    await runRules(database, version, undefined, [rule('X')]);
    await runRules(database, version, undefined, [
      rule('X', BODY.replace("'yellow' as", "'red' as")),
    ]);
    const { rows } = await database.owner.query<{ severity: string }>(
      'select severity from flags where version = $1',
      [version],
    );
    expect(rows.map(({ severity }) => severity)).toEqual(['yellow', 'yellow']);
  });

  test('come most serious first, then by subject', async () => {
    const version = await publishFacts(database, facts([50, 60, 70]));
    await runRules(database, version, undefined, [
      rule(
        'X',
        BODY.replace(
          "'yellow' as",
          "case when executed = 60000000 then 'red' else 'yellow' end as",
        ),
      ),
    ]);
    const { rows } = await database.owner.query<{ item: string }>(
      'select item from flags where version = $1 order by flag_id',
      [version],
    );
    expect(rows.map(({ item }) => item)).toEqual(['208', '207', '209']);
  });

  test('belong to the figures of their version', async () => {
    const first = await publishFacts(database, facts([50]));
    const second = await publishFacts(database, facts([5]));
    for (const version of [first, second])
      await runRules(database, version, undefined, [rule('X')]);
    expect((await runs(first))[0]?.flags).toBe(1);
    expect((await runs(second))[0]?.flags).toBe(0);
  });
});

test('thresholds reach the SQL in fen and fractions', () => {
  const value = (amount: number, unit: '%' | 'pp' | '元' | '万元' | '亿元' | 'count') =>
    thresholdValue({
      name: 'x',
      value: amount,
      unit,
      origin: 'default',
      title: { zh: '', en: '' },
    });
  expect([
    value(14.29, '%'),
    value(5, 'pp'),
    value(1, '元'),
    value(1_000, '万元'),
    value(0.5, '亿元'),
    value(3, 'count'),
  ]).toEqual(['0.1429', '0.05', '100', '1000000000', '5000000000', '3']);
});

describe('the rules of the house', () => {
  test('can all be read', () => {
    expect(
      ruleFiles()
        .filter(({ problem }) => problem !== null)
        .map(({ problem }) => problem),
    ).toEqual([]);
  });

  test('run on an empty version and find nothing', async () => {
    await runRules(database, 0);
    expect((await runs(0)).map(({ status, flags, problem }) => [status, flags, problem])).toEqual(
      ruleFiles().map(() => ['ran', 0, null]),
    );
  });

  test.each(rules().map((header) => [header.id, header] as const))(
    '%s names its law, asks a question and has a title for each threshold',
    (_, header) => {
      expect(header.law.length).toBeGreaterThan(0);
      for (const sentence of [header, ...Object.values(header.variants)]) {
        expect(sentence.question.zh).toMatch(/[？。]$/u);
        expect(sentence.explanation.zh).toMatch(/。(\]\])?$/u);
      }
      expect(RULE_COLUMNS.length).toBe(17);
    },
  );
});
