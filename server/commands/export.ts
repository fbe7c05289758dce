/** In charge of the command `export`: the answer to a question as a file. */
import { writeFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import writeExcelFile from 'write-excel-file/node';
import type { Outcome, Shell } from '#commands';
import { toUrl } from '#contract/address';
import type { CubeDescription } from '#contract/answers';
import type { Question } from '#contract/question';
import { Obstacle } from '#model/obstacle';
import type { Config } from '../config.ts';
import { askJson, withInterface, type Ask } from './ownInterface.ts';

export interface ExportFlags {
  readonly measures: string;
  readonly by?: string;
  readonly where?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly format: string;
  readonly out: string;
}

/** What each format asks the interface for. */
const MEDIA = {
  arrow: 'application/vnd.apache.arrow.stream',
  csv: 'text/csv',
  xlsx: 'text/csv',
} as const;
type Format = keyof typeof MEDIA;

/** Digits that a spreadsheet's number keeps. */
const EXACT_DIGITS = 15;

export async function exportCube(
  shell: Shell,
  config: Config,
  cube: string,
  flags: ExportFlags,
): Promise<Outcome> {
  const format = parseFormat(flags.format);
  const question = questionOf(cube, flags);
  const bytes = await withInterface(shell, config, async (ask) => {
    const answer = await ask(toUrl(question), MEDIA[format]);
    return format === 'xlsx' ? toWorkbook(answer, question, await cubeOf(ask, cube)) : answer;
  });
  await write(flags.out, bytes);
  shell.line(`${flags.out} ${bytes.length}`);
  return 0;
}

function parseFormat(text: string): Format {
  if (isFormat(text)) return text;
  const known = Object.keys(MEDIA).join(', ');
  throw new Obstacle('bad-format', {
    zh: `没有格式“${text}”；可用的有：${known}。`,
    en: `There is no format “${text}”; available: ${known}.`,
  });
}

function isFormat(text: string): text is Format {
  return Object.hasOwn(MEDIA, text);
}

/** `--where k=v`: several values of one name are alternatives; `~` is absent. @throws Obstacle for a part without `=`. */
function questionOf(
  cube: string,
  { measures, by, where = [], from, to, asOf }: ExportFlags,
): Question {
  const filters: Record<string, (string | null)[]> = {};
  for (const part of where) {
    const [, name, value] = /^([^=]+)=(.+)$/s.exec(part) ?? [];
    if (name === undefined || value === undefined) {
      throw new Obstacle('bad-where', {
        zh: `--where “${part}”应写成 维度=值，例如 region=530700。`,
        en: `Write --where “${part}” as dimension=value, for example region=530700.`,
      });
    }
    (filters[name] ??= []).push(...value.split(',').map((each) => (each === '~' ? null : each)));
  }
  return {
    cube,
    measures: list(measures),
    by: list(by ?? ''),
    where: filters,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

async function cubeOf(ask: Ask, name: string): Promise<CubeDescription> {
  const { cubes } = await askJson<{ readonly cubes: readonly CubeDescription[] }>(
    ask,
    '/api/cubes',
  );
  const cube = cubes.find((each) => each.name === name);
  if (cube === undefined) throw new Error(`the cube ${name} answers and is not described`);
  return cube;
}

/** The CSV answer as a workbook: figures as numbers, codes as text; a second sheet says what was asked. */
export async function toWorkbook(
  csv: Buffer,
  question: Question,
  cube: CubeDescription,
): Promise<Buffer> {
  const [head = [], ...rows] = parse(csv, { bom: true });
  const titles = new Map(
    [...cube.dimensions, ...cube.measures].map(({ name, title }) => [
      name,
      `${title.zh} ${title.en}`,
    ]),
  );
  const formats = new Map(
    cube.measures.map(({ name, kind }) => [
      name,
      { amount: '#,##0.00', ratio: '0.0%', quantity: '#,##0.######', count: '#,##0' }[kind],
    ]),
  );
  const integers = new Set(
    cube.dimensions.filter(({ type }) => type === 'integer').map(({ name }) => name),
  );
  const cellOf = (text: string, name: string) => {
    if (text === '') return null;
    const format = formats.get(name);
    const isNumber =
      (format !== undefined || integers.has(name)) && /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text);
    // What a spreadsheet would round stays text, exact.
    if (
      !isNumber ||
      (text.replace(/\D/g, '').replace(/^0+/, '').length > EXACT_DIGITS && format === '#,##0.00')
    )
      return { value: text, type: String };
    return { value: Number(text), type: Number, ...(format === undefined ? {} : { format }) };
  };
  const data = [
    head.map((name) => ({
      value: titles.get(name) ?? name,
      type: String,
      fontWeight: 'bold' as const,
    })),
    head.map((name) => ({ value: name, type: String, textColor: '#666666' })),
    ...rows.map((row) => row.map((text, index) => cellOf(text, head[index] ?? ''))),
  ];
  const about = [
    ['明账 Mingzhang', `${cube.title.zh} ${cube.title.en}`],
    ['查询 question', toUrl(question)],
    ['金额单位 amounts', '元 currency units'],
  ].map((row) => row.map((value) => ({ value, type: String })));
  return writeExcelFile([
    { data, sheet: cube.title.zh, stickyRowsCount: 2 },
    { data: about, sheet: '说明 about' },
  ]).toBuffer();
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (problem) {
    throw new Obstacle(
      'out-unwritable',
      {
        zh: `文件 ${path} 不能写入；请检查目录与权限。`,
        en: `The file ${path} cannot be written; look at its folder and rights.`,
      },
      problem,
    );
  }
}
