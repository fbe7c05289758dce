/** In charge of the command `load`: what was asked, how far it is, what became of it. */
import { constants } from 'node:fs';
import { access, readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Severity } from '#contract/answers';
import type { FileReport, LoadReport, TableReport } from '#contract/loadAnswers';
import { Obstacle } from '#model/obstacle';
import type { Scope } from '#model/slice';
import { parseRegionCode } from '#model/region';
import { errorCode } from '../errorCode.ts';
import { builtInMapping } from '../mapping/builtIn.ts';
import { both, type Outcome, type Shell } from '../shell.ts';
import { load, type LoadRequest } from '../steps/load.ts';

export interface LoadFlags {
  readonly region?: string;
  readonly scope?: string;
  readonly year?: string;
  readonly month?: string;
  readonly reported?: string;
  readonly source?: string;
  /** Path of a mapping document, or the name of a built-in mapping. */
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly report?: string;
}

export async function loadFiles(
  shell: Shell,
  paths: readonly string[],
  flags: LoadFlags,
): Promise<Outcome> {
  const declared = declaredBy(flags);
  const mapping = flags.mapping === undefined ? null : await readMappingFile(flags.mapping);
  const inputs = await Promise.all(paths.map(inputOf));
  const database = await shell.open();
  const report = await load(database, {
    inputs,
    declared,
    ...(mapping === null ? {} : { mapping }),
    by: shell.user,
    dryRun: flags.dryRun === true,
    signal: shell.signal,
    onProgress: ({ share, message }) => {
      shell.progress(share, both(message));
    },
  });
  if (flags.report !== undefined) await writeReport(flags.report, report);
  for (const line of tell(report)) shell.line(line);
  return report.files.some(({ status }) => status === 'refused' || status === 'cancelled') ? 2 : 0;
}

/** The file as it lies: it is read as a stream, however long. @throws Obstacle where it cannot be read */
async function inputOf(path: string) {
  await readable(path, async () => {
    await access(path, constants.R_OK);
  });
  return { path, file: path };
}

/** Does something with a file that must be there. @throws Obstacle saying why it cannot be read */
async function readable<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    if (!(await stat(path)).isFile()) throw notAFile(path);
    return await work();
  } catch (problem) {
    if (problem instanceof Obstacle) throw problem;
    const why = {
      ENOENT: { zh: '不存在', en: 'does not exist' },
      EACCES: { zh: '无权读取', en: 'may not be read by this user' },
    }[errorCode(problem)];
    if (why === undefined) throw problem;
    throw new Obstacle(
      'file-unreadable',
      {
        zh: `文件 ${path} ${why.zh}；没有装入任何数据。`,
        en: `The file ${path} ${why.en}; nothing was loaded.`,
      },
      problem,
    );
  }
}

/** The text of a mapping document; where no such file is, the built-in mapping of that name. */
async function readMappingFile(path: string): Promise<{ path: string; text: string }> {
  try {
    const bytes = await readable(path, () => readFile(path));
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (problem) {
    const known = builtInMapping(path);
    if (known !== null) return { path: known.path, text: known.text };
    if (!(problem instanceof TypeError)) throw problem;
    throw new Obstacle(
      'mapping-encoding',
      {
        zh: `列映射文件 ${path} 不是 UTF-8 编码；请另存为 UTF-8。`,
        en: `The mapping ${path} is not UTF-8; save it as UTF-8.`,
      },
      problem,
    );
  }
}

function notAFile(path: string): Obstacle {
  return new Obstacle('not-a-file', {
    zh: `${path} 不是文件；请写出要装入的文件。`,
    en: `${path} is no file; name the files to load.`,
  });
}

/** What the person says of the files. @throws Obstacle naming the flag that cannot be meant. */
function declaredBy(flags: LoadFlags): LoadRequest['declared'] {
  const { region, scope, year, month, reported, source } = flags;
  if (region !== undefined && parseRegionCode(region) === null)
    throw badFlag('--region', region, '六位行政区划代码', 'a region code of six digits');
  if (scope !== undefined && !isScope(scope))
    throw badFlag('--scope', scope, 'all、own 或 unstated', 'all, own or unstated');
  if (reported !== undefined && !isDate(reported))
    throw badFlag('--reported', reported, '日期，如 2026-01-15', 'a date such as 2026-01-15');
  const wholeYear = year === undefined ? undefined : whole('--year', year, 1949, 2100);
  const wholeMonth = month === undefined ? undefined : whole('--month', month, 1, 13);
  return {
    ...(region === undefined ? {} : { region }),
    ...(scope === undefined ? {} : { scope }),
    ...(wholeYear === undefined ? {} : { year: wholeYear }),
    ...(wholeMonth === undefined ? {} : { month: wholeMonth }),
    ...(reported === undefined ? {} : { reported }),
    ...(source === undefined ? {} : { source }),
  };
}

function isScope(text: string): text is Scope {
  return ['all', 'own', 'unstated'].includes(text);
}

function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(day.getTime()) &&
    day.toISOString().startsWith(text)
  );
}

function whole(flag: string, text: string, from: number, to: number): number {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= from && value <= to) return value;
  throw badFlag(flag, text, `${from} 至 ${to} 之间的整数`, `a whole number from ${from} to ${to}`);
}

function badFlag(flag: string, text: string, zh: string, en: string): Obstacle {
  return new Obstacle('bad-flag', {
    zh: `${flag} 的值“${text}”无效；应为${zh}。`,
    en: `${flag} “${text}” is not valid; give ${en}.`,
  });
}

async function writeReport(path: string, report: LoadReport): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
  } catch (problem) {
    throw new Obstacle(
      'report-unwritable',
      {
        zh: `报告不能写入 ${path}；数据已按下述结果处理，可用 mingzhang versions 查看。`,
        en: `The report could not be written to ${path}; the load itself has ended, see: mingzhang versions`,
      },
      problem,
    );
  }
}

/** The report in lines for people. */
export function tell(report: LoadReport): readonly string[] {
  const published = report.files.some(({ status }) => status === 'published');
  return [
    ...report.files.flatMap(tellFile),
    ...(published && report.version !== null ? [`版本 version ${report.version}`] : []),
  ];
}

const STATUS = {
  published: { zh: '已装入', en: 'published' },
  unchanged: { zh: '与已装入的相同，未改变', en: 'the same as before, unchanged' },
  refused: { zh: '未装入', en: 'refused' },
  cancelled: { zh: '已取消，未改变', en: 'cancelled, nothing changed' },
  'dry-run': { zh: '可以装入（未装入）', en: 'can be loaded (dry run)' },
} as const;

/** Lines of one kind for a terminal; the report has them all. */
const MOST_LINES = 20;

function tellFile(file: FileReport): string[] {
  const loaded = file.tables.filter(({ accepted }) => accepted > 0);
  const rows = loaded.reduce((sum, { accepted }) => sum + accepted, 0);
  const inTables = file.tables.flatMap(({ sheet, rejects }) =>
    rejects.map(({ cell, message }) => ({ sheet, cell, message })),
  );
  const places = [...file.rejects, ...inTables].map(
    ({ sheet, cell, message }) => `  ✗ ${[sheet, cell].filter(Boolean).join('!')} ${both(message)}`,
  );
  return [
    `${basename(file.path)}: ${both(STATUS[file.status])} · ${file.tables.length} 张表 tables, ${loaded.length} 张装入 loaded, ${rows} 行 rows`,
    ...atMost(places),
    ...file.tables.flatMap(tellAbsence),
    ...atMost(tellChecks(file.tables)),
    ...tellChanges(file.changes),
    ...file.notes.map(({ message }) => `  · ${both(message)}`),
  ];
}

function tellAbsence({ sheet, title, accepted, reason }: TableReport): string[] {
  return accepted === 0 && reason !== null ? [`  – ${sheet} ${title}: ${both(reason)}`] : [];
}

/** From the most serious to the least. */
const GRAVITY: readonly Severity[] = ['red', 'orange', 'yellow', 'blue', 'grey'];

/** What does not agree, the most serious first. */
function tellChecks(tables: readonly TableReport[]): string[] {
  return tables
    .flatMap(({ sheet, checks }) => checks.map((check) => ({ sheet, ...check })))
    .filter(({ status }) => status === 'failed')
    .sort((one, other) => GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity))
    .map(({ sheet, id, explanation }) => `  ? ${sheet} ${id}: ${both(explanation)}`);
}

function tellChanges(changes: FileReport['changes']): string[] {
  if (changes === undefined) return [];
  const { changed, added, withdrawn } = changes;
  return [
    `  Δ 与此前相比：改变 ${changed} 个数，新增 ${added}，不再列出 ${withdrawn}。 Against what was current: ${changed} figures changed, ${added} added, ${withdrawn} no longer stated.`,
  ];
}

function atMost(lines: readonly string[]): string[] {
  const rest = lines.length - MOST_LINES;
  if (rest <= 0) return [...lines];
  return [
    ...lines.slice(0, MOST_LINES),
    `    另有 ${rest} 处，用 --report 写出完整报告查看。 ${rest} more; write the full report with --report.`,
  ];
}
