/** In charge of the commands: what they say, what they change, and the number they end with. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readWorkbook from '@e965/xlsx';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadReport, VersionRow } from '#contract/loadAnswers';
import { run } from '../../server/shell.ts';
import { freshUrl } from '../support/postgres.ts';

const sample = join(import.meta.dirname, '..', '..', 'etl', 'demo', 'published', 'budget.csv');
let url = '';
let folder = '';
beforeAll(async () => {
  url = await freshUrl();
  folder = mkdtempSync(join(tmpdir(), 'mingzhang-main-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command on the database of this file. */
async function mingzhang(...argv: string[]) {
  const written = { out: '', err: '' };
  const code = await run(argv, {
    env: { DATABASE_URL: url },
    stdout: { write: (text) => (written.out += text) },
    stderr: { write: (text) => (written.err += text) },
    once: () => undefined,
    off: () => undefined,
  });
  return { code, ...written };
}

describe('what was not meant', { timeout: 60_000 }, () => {
  test.each([
    [['fly'], /unknown command/],
    [['load'], /missing required argument/],
    [['load', 'nowhere.xlsx'], /nowhere\.xlsx.*不存在.*does not exist/s],
    [['load', 'tests'], /tests 不是文件/],
    [['load', 'package.json', '--year', 'last'], /--year/],
    [['load', 'package.json', '--month', '14'], /--month.*13/],
    [['load', 'package.json', '--scope', 'some'], /--scope/],
    [['load', 'package.json', '--reported', '2025-02-30'], /--reported/],
    [['load', 'package.json', '--region', '53'], /--region/],
    [['rollback', 'one'], /不是版本号/],
    [['rollback', '999999'], /999999/],
    [['token', 'create', '--role', 'king'], /king.*member/s],
    [['user', 'disable', 'Nobody'], /Nobody/],
    [
      ['export', 'execution', '--measures', 'nonsense', '--format', 'csv', '--out', 'x'],
      /nonsense/,
    ],
    [
      ['export', 'execution', '--measures', 'executed', '--format', 'pdf', '--out', 'x'],
      /pdf.*arrow/s,
    ],
    [
      [
        'export',
        'execution',
        '--measures',
        'executed',
        '--where',
        'region',
        '--format',
        'csv',
        '--out',
        'x',
      ],
      /region=530700/,
    ],
    [['start', '--port', 'x'], /--port/],
    [['versions', '--diff', '1'], /--diff 3 4/],
    [['versions', '--diff', '0', '999999'], /999999/],
  ])('%o ends with 2 and a sentence', async (argv, words) => {
    const { code, out, err } = await mingzhang(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(words);
    expect(err).not.toMatch(/^\s+at /m);
  });

  test('a bad environment ends with 2 before anything is opened', async () => {
    let err = '';
    const world = {
      stdout: { write: () => 0 },
      stderr: { write: (text: string) => (err += text) },
      once: () => 0,
      off: () => 0,
    };
    expect(await run(['versions'], { ...world, env: { PORT: 'x' } })).toBe(2);
    expect(err).toMatch(/PORT/);
    expect(await run(['versions'], { ...world, env: { DATABASE_URL: 'mysql://x' } })).toBe(2);
    expect(err).toMatch(/DATABASE_URL/);
  });

  test('help is no fault', async () => {
    const { code, out } = await mingzhang('--help');
    expect(code).toBe(0);
    expect(out).toMatch(/start .*load .*doctor/s);
  });
});

describe('one after the other', { timeout: 120_000 }, () => {
  const versions = async () => {
    const { out } = await mingzhang('versions', '--json');
    return (JSON.parse(out) as { versions: VersionRow[] }).versions;
  };

  test('a file is tried, loaded, and the same again changes nothing', async () => {
    const report = join(folder, 'report.json');
    const tried = await mingzhang('load', sample, '--dry-run');
    expect([tried.code, tried.err.replace(/^.*…\n?/gm, '')]).toEqual([
      0,
      expect.not.stringContaining('内部出错'),
    ]);
    expect((await versions()).map(({ version }) => version)).toEqual([0]);
    const loaded = await mingzhang('load', sample, '--report', report);
    expect(loaded.code).toBe(0);
    expect(loaded.out).toMatch(/已装入 published/);
    const [file] = (JSON.parse(readFileSync(report, 'utf8')) as LoadReport).files;
    expect(file).toMatchObject({ status: 'published', path: sample });
    const again = await mingzhang('load', sample);
    expect(again.code).toBe(0);
    expect(again.out).toMatch(/未改变/);
    expect((await versions()).map(({ version }) => version)).toEqual([1, 0]);
  });

  test('a file that is no data is refused, named, and changes nothing', async () => {
    const path = join(folder, 'renamed.xlsx');
    writeFileSync(path, 'this is no workbook');
    const { code, out } = await mingzhang('load', path);
    expect(code).toBe(2);
    expect(out).toMatch(/renamed\.xlsx.*未装入/);
    expect((await versions()).map(({ version }) => version)).toEqual([1, 0]);
  });

  test('a rollback is a new version', async () => {
    const { code, out } = await mingzhang('rollback', '0');
    expect([code, /版本 2/.test(out)]).toEqual([0, true]);
    const [newest] = await versions();
    expect(newest).toMatchObject({ version: 2, kind: 'rollback', rolledBackTo: 0, batches: [] });
    const gone = JSON.parse((await mingzhang('versions', '--diff', '1', '2', '--json')).out) as {
      changes: { before: unknown; after: unknown }[];
    };
    expect(gone.changes.length).toBeGreaterThan(100);
    expect(gone.changes.every(({ before, after }) => before !== null && after === null)).toBe(true);
    await mingzhang('rollback', '1');
    expect((await mingzhang('versions', '--diff', '1', '3')).out).toBe('');
    const plain = await mingzhang('versions');
    expect(plain.out.split('\n')[0]).toMatch(/^\* 3 .*回退 rollback → 1/);
  });

  test('the same question is exported in each format', async () => {
    const question = [
      'execution',
      '--measures',
      'executed',
      '--by',
      'region,year',
      '--where',
      'scope=all',
      'book=general',
      'flow=expenditure',
    ];
    const path = (format: string) => join(folder, `answer.${format}`);
    for (const format of ['arrow', 'csv', 'xlsx']) {
      const { code, err } = await mingzhang(
        'export',
        ...question,
        '--format',
        format,
        '--out',
        path(format),
      );
      expect([format, code, err]).toEqual([format, 0, '']);
    }
    const [head, ...lines] = readFileSync(path('csv'), 'utf8')
      .replace('\ufeff', '')
      .trim()
      .split('\r\n');
    expect(head?.split(',').slice(0, 3)).toEqual(['region', 'year', 'executed']);
    expect(lines.length).toBeGreaterThan(3);
    const arrow = tableFromIPC(readFileSync(path('arrow')));
    expect(arrow.numRows).toBe(lines.length);
    const workbook = readWorkbook.read(readFileSync(path('xlsx')));
    const sheet = workbook.Sheets[workbook.SheetNames[0] ?? ''];
    if (sheet === undefined) throw new Error('the workbook has no sheet');
    const rows = readWorkbook.utils.sheet_to_json<unknown[]>(sheet, { header: 1 });
    expect(rows.length).toBe(lines.length + 2);
    const exact = lines.map((line) => line.split(',').slice(0, 3));
    expect(
      rows
        .slice(2)
        .map(([region, year, executed]) => [
          region,
          String(year),
          typeof executed === 'number' ? executed.toFixed(2) : '',
        ]),
    ).toEqual(exact);
  });

  test('rules and alerts are listed', async () => {
    const rules = JSON.parse((await mingzhang('rules', '--json')).out) as {
      rules: { id: string }[];
    };
    expect(rules.rules.map(({ id }) => id)).toContain('BE-03');
    const flags = JSON.parse((await mingzhang('flags', '--json')).out) as {
      version: number;
      rows: unknown[];
    };
    expect(flags.version).toBe(3);
  });

  test('a token is alone on the last line and opens the interface', async () => {
    const { code, out } = await mingzhang(
      'token',
      'create',
      '--role',
      'member',
      '--region',
      '530700',
    );
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^[\w-]{43}$/);
  });

  test('a user is made, listed and disabled', async () => {
    const made = await mingzhang('user', 'create', '王委员', '--role', 'member');
    expect(made.out.trimEnd().split('\n').at(-1)).toMatch(/^\/sign-in\/[\w-]{43}$/);
    expect((await mingzhang('user', 'list')).out).toMatch(/王委员\tmember\t\*/);
    expect((await mingzhang('user', 'disable', '王委员')).code).toBe(0);
    expect((await mingzhang('user', 'list')).out).toMatch(/王委员.*disabled/);
  });

  test('the doctor looks at everything', async () => {
    const { code, out } = await mingzhang('doctor');
    expect(out).toMatch(/✓ Node \d+.*PostgreSQL \d+.*migrations (\d+)\/\1.*version 3/s);
    expect(code).toBe(0);
  });
});
