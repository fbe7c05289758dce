/** In charge of reading a mapping document: YAML or JSON, its shape, and whether what it says can be meant. */
import { LineCounter, parseDocument } from 'yaml';
import type { Bilingual } from '#model/bilingual';
import type { ColumnMapping, Mapping, StatedPart } from '#model/mapping';
import { reject, type Reject } from '#model/reject';
import { STAGES } from '#model/slice';
import { SLICE_PARTS } from './bound.ts';
import { isDateForm } from './dateText.ts';
import { validateMapping } from './mappingSchema.ts';
import { patternProblem } from './pathPattern.ts';
import { targetOf } from './targets.ts';

export type MappingReading =
  { readonly mapping: Mapping } | { readonly rejects: readonly Reject[] };

/** More than any mapping that a person writes. */
const LONGEST = 1_000_000;

/** The mapping, or everything that is wrong with the document, each with its place in it. @param path for messages */
export function readMapping(text: string, path: string): MappingReading {
  const say = (place: string, problem: Bilingual) =>
    reject('mapping-invalid', { place, problem }, { path });
  if (text.length > LONGEST) {
    return { rejects: [say('', { zh: '文件过大，超过 1 MB', en: 'it is larger than 1 MB' })] };
  }
  const parsed = parse(text);
  if ('problems' in parsed) {
    return { rejects: parsed.problems.map(({ place, problem }) => say(place, problem)) };
  }
  const validated = validateMapping(parsed.document);
  if ('problems' in validated) {
    return {
      rejects: validated.problems.slice(0, 20).map(({ place, problem }) => say(place, problem)),
    };
  }
  const { mapping } = validated;
  const problems = [
    ...columnProblems(mapping),
    ...sliceProblems(mapping),
    ...amountProblems(mapping),
    ...constantProblems(mapping),
  ];
  return problems.length > 0
    ? { rejects: problems.map(({ place, problem }) => say(place, problem)) }
    : { mapping };
}

/** The document as plain data, or where it is no YAML or JSON. A JSON document is YAML. */
function parse(
  text: string,
): { readonly document: unknown } | { readonly problems: readonly Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\ufeff/u, ''), {
    lineCounter: lines,
    uniqueKeys: true,
  });
  const problems = document.errors.slice(0, 10).map(({ code, message, pos }) => {
    const { line, col } = lines.linePos(pos[0]);
    const what = message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/u, '') ?? '';
    const problem =
      code === 'DUPLICATE_KEY'
        ? {
            zh: '同一项写了两次，一个字段只能对应一次',
            en: 'the same key stands twice; a field is mapped once',
          }
        : noDocument(what);
    return { place: `line ${String(line)}, column ${String(col)}`, problem };
  });
  if (problems.length > 0) return { problems };
  try {
    return { document: document.toJS({ maxAliasCount: 100 }) as unknown };
  } catch (problem) {
    return {
      problems: [
        { place: '', problem: noDocument(problem instanceof Error ? problem.message : '') },
      ],
    };
  }
}

function noDocument(what: string): Bilingual {
  return { zh: `不是有效的 YAML 或 JSON（${what}）`, en: `this is no YAML or JSON (${what})` };
}

/** The document as plain data, for a form that shows it; its text where it is none. */
export function mappingDocument(text: string): unknown {
  const parsed = parse(text);
  return 'document' in parsed ? parsed.document : text;
}

interface Problem {
  readonly place: string;
  readonly problem: Bilingual;
}

function columnProblems(mapping: Mapping): Problem[] {
  const { ledger } = targetOf(mapping.dataset);
  const known = Object.keys(ledger.columns);
  const found: Problem[] = [];
  const filledBy = new Map<string, string>();
  for (const [field, source] of Object.entries(mapping.columns)) {
    const place = `columns.${field}`;
    const column = known.includes(field) ? ledger.columns[field] : undefined;
    if (column === undefined) {
      found.push({
        place,
        problem: {
          zh: `数据集 ${mapping.dataset} 没有字段 ${field}，可用的有 ${known.join('、')}`,
          en: `the dataset ${mapping.dataset} has no column ${field}; it has ${known.join(', ')}`,
        },
      });
      continue;
    }
    const fills = source.levels === undefined ? [field] : (ledger.schemes[source.levels] ?? []);
    if (source.levels !== undefined && fills.at(-1) !== field) {
      found.push({
        place: `${place}.levels`,
        problem: {
          zh: `${source.levels} 的各级编码应从最细一级 ${fills.at(-1) ?? '（无）'} 填起`,
          en: `the levels of ${source.levels} are filled from the finest, ${fills.at(-1) ?? '(none here)'}`,
        },
      });
    }
    for (const filled of fills) {
      const other = filledBy.get(filled);
      if (other !== undefined) found.push({ place, problem: twice(filled, other) });
      filledBy.set(filled, field);
      if (mapping.constants?.[filled] !== undefined)
        found.push({ place, problem: twice(filled, 'constants') });
    }
    if (
      column.type === 'fen' &&
      (source.take !== undefined || source.pad !== undefined || source.join !== undefined)
    ) {
      found.push({
        place,
        problem: {
          zh: '金额不能截取、补零或拼接',
          en: 'an amount cannot be cut, padded or joined',
        },
      });
    }
    found.push(...sourceProblems(place, source));
  }
  for (const [field, { required, type }] of Object.entries(ledger.columns)) {
    const there = filledBy.has(field) || mapping.constants?.[field] !== undefined;
    if (required === true && !there && type !== 'month') {
      found.push({
        place: 'columns',
        problem: {
          zh: `数据集 ${mapping.dataset} 必须有字段 ${field}`,
          en: `the dataset ${mapping.dataset} needs the column ${field}`,
        },
      });
    }
  }
  return found;
}

function sourceProblems(place: string, { date, take }: ColumnMapping): Problem[] {
  const found: Problem[] = [];
  if (date !== undefined && !isDateForm(date)) {
    found.push({
      place: `${place}.date`,
      problem: {
        zh: `“${date}”不是日期格式，应由 YYYY、MM、DD 各一次组成，如 DD/MM/YYYY`,
        en: `“${date}” is no form of dates; write YYYY, MM and DD once each, such as DD/MM/YYYY`,
      },
    });
  }
  if (take !== undefined && take[1] < take[0]) {
    found.push({
      place: `${place}.take`,
      problem: { zh: '止位不得小于起位', en: 'it ends before it begins' },
    });
  }
  return found;
}

function twice(field: string, other: string): Bilingual {
  return {
    zh: `字段 ${field} 已由 ${other} 填入，两列不能填同一字段`,
    en: `the column ${field} is already filled by ${other}; two columns cannot fill one`,
  };
}

function sliceProblems({ slice = {}, constants = {} }: Mapping): Problem[] {
  const found: Problem[] = [];
  for (const [part, source] of Object.entries(slice)) {
    const place = `slice.${part}`;
    if (constants[part] !== undefined) found.push({ place, problem: twice(part, 'constants') });
    if ('from' in source) {
      found.push(...sourceProblems(place, source));
      continue;
    }
    const { path }: StatedPart = source;
    const problem = path === undefined ? null : patternProblem(path);
    if (problem !== null) found.push({ place: `${place}.path`, problem });
  }
  return found;
}

function amountProblems({ dataset, columns, amounts = {} }: Mapping): Problem[] {
  const { ledger } = targetOf(dataset);
  const found: Problem[] = [];
  const unsaid = Object.entries(columns).filter(
    ([field, { unit }]) => ledger.columns[field]?.type === 'fen' && unit === undefined,
  );
  if (unsaid.length > 0 && amounts.unit === undefined) {
    found.push({
      place: 'amounts.unit',
      problem: {
        zh: '没有写明金额单位，系统不作推定，应为 yuan（元）、wan（万元）或 yi（亿元）',
        en: 'the unit of amounts is not said and none is assumed: yuan (元), wan (万元) or yi (亿元)',
      },
    });
  }
  if (amounts.per !== undefined && !ledger.cumulative) {
    found.push({
      place: 'amounts.per',
      problem: {
        zh: `${dataset} 按笔记录，没有累计与当月之分`,
        en: `${dataset} are single records, neither to date nor of a month`,
      },
    });
  }
  return found;
}

const EXTRA_CONSTANTS = ['stage', 'currency', 'control', 'regionName', 'regionNameEn', 'reported'];
const CONTROLS = ['line', 'book'];

function constantProblems({ dataset, constants = {} }: Mapping): Problem[] {
  const fields = Object.keys(targetOf(dataset).ledger.columns);
  const known = [...SLICE_PARTS, ...EXTRA_CONSTANTS, ...fields];
  return Object.entries(constants).flatMap(([name, value]): Problem[] => {
    const place = `constants.${name}`;
    if (!known.includes(name)) {
      return [
        {
          place,
          problem: {
            zh: `不认识这一项，可用的有 ${known.join('、')}`,
            en: `this is not known; available: ${known.join(', ')}`,
          },
        },
      ];
    }
    if (name === 'stage' && !STAGES.some((stage) => stage === value)) {
      return [
        {
          place,
          problem: {
            zh: `应为以下之一：${STAGES.join('、')}`,
            en: `this should be one of ${STAGES.join(', ')}`,
          },
        },
      ];
    }
    if (name === 'control' && !CONTROLS.some((control) => control === value)) {
      return [
        {
          place,
          problem: {
            zh: `应为以下之一：${CONTROLS.join('、')}`,
            en: `this should be one of ${CONTROLS.join(', ')}`,
          },
        },
      ];
    }
    if (name === 'currency' && !/^[A-Z]{3}$/u.test(String(value))) {
      return [
        {
          place,
          problem: {
            zh: '应为三个大写字母的货币代码，如 CNY',
            en: 'this should be a currency in three capital letters, such as CNY',
          },
        },
      ];
    }
    return [];
  });
}
