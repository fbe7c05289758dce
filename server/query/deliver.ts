/** In charge of handing an answer over in the form that was asked for: Arrow, CSV, JSON or an Excel sheet. */
import type { Bilingual } from '#model/bilingual';
import { cubeOf } from '#contract/cubes';
import { HIDDEN_REMARK, namesOfCodes, SOURCE_KINDS } from '#contract/codes';
import type { Question } from '#contract/question';
import type { ColumnBatch } from '../arrow/columns.ts';
import { encodeCsv } from '../arrow/csv.ts';
import { encode } from '../arrow/encode.ts';
import { encodeJson } from '../arrow/json.ts';
import { encodeXlsx, type SheetWords } from '../arrow/xlsx.ts';
import { toUrl } from '#contract/address';
import type { Answer, Asked } from './answer.ts';
import { compileSources } from './compile.ts';
import { readMembers } from './names.ts';
import { namesOf, speak } from './words.ts';

export type Form = 'arrow' | 'csv' | 'json' | 'xlsx';

/** CSV and Excel tell which figures are hidden in the source, so they count them whether or not they were asked to. */
export function askedFor(question: Question, form: Form): Question {
  const told = form === 'csv' || form === 'xlsx';
  const printed = cubeOf(question.cube).form === 'figures';
  if (!told || !printed || question.measures.length === 0 || question.measures.includes('hidden'))
    return question;
  return { ...question, measures: [...question.measures, 'hidden'] };
}

/** The bytes of an answer. `question` is as the reader asked it. */
export async function* deliver(
  asked: Asked,
  question: Question,
  form: Form,
  language: keyof Bilingual,
): AsyncGenerator<Uint8Array | string> {
  const answer = await asked.run();
  try {
    yield* write(answer, asked.version, question, form, language);
  } finally {
    // Given back already where the rows were read to their end.
    await answer.reader.close(true);
  }
}

async function* write(
  answer: Answer,
  version: number,
  question: Question,
  form: Form,
  language: keyof Bilingual,
): AsyncGenerator<Uint8Array | string> {
  const { plan, batches, disagreements } = answer;
  const hidden = plan.fields.findIndex(({ name }) => name === 'hidden');
  const approximate = plan.fields.flatMap((field) =>
    field.approximate === true ? [field.name] : [],
  );
  switch (form) {
    case 'arrow': {
      const told =
        disagreements.length === 0 ? {} : { disagreements: JSON.stringify(disagreements) };
      const query = toUrl(question).replace(/^\/api\/query\//, '');
      yield* encode(batches, plan.fields, { version: String(version), query, ...told });
      return;
    }
    case 'json':
      yield* encodeJson(batches, plan.fields, version, {
        ...(approximate.length === 0 ? {} : { approximate }),
        ...(disagreements.length === 0 ? {} : { disagreements }),
      });
      return;
    case 'csv': {
      const added = hidden >= 0 && !question.measures.includes('hidden');
      const collected = await collect(batches);
      const remark = collected.some((batch) => holdsHidden(batch, hidden))
        ? { name: 'note', column: hidden, text: HIDDEN_REMARK[language] }
        : null;
      yield* encodeCsv(
        replay(collected),
        plan.fields,
        plan.fields.length - (added ? 1 : 0),
        remark,
      );
      return;
    }
    case 'xlsx': {
      const words = await sheetWords(answer, version, language, hidden);
      yield await encodeXlsx(await collect(batches), plan.fields, words);
    }
  }
}

async function collect(batches: AsyncIterable<ColumnBatch>): Promise<readonly ColumnBatch[]> {
  const collected: ColumnBatch[] = [];
  for await (const batch of batches) collected.push(batch);
  return collected;
}

async function* replay(batches: readonly ColumnBatch[]): AsyncGenerator<ColumnBatch> {
  for (const batch of batches) yield await Promise.resolve(batch);
}

function holdsHidden({ rows, columns }: ColumnBatch, index: number): boolean {
  const column = columns[index];
  if (column?.kind !== 'amount') return false;
  return Array.from({ length: rows }, (_, row) => column.at(row)).some((count) => count > 0n);
}

const SAY = {
  zh: {
    unit: '单位：元（比率为百分数）',
    version: (version: number) => `数据版本：${version}`,
    source: (kind: string, title: string, dated: string | null) =>
      `来源（${kind}）：${title}${dated === null ? '' : `，${dated}`}`,
    differs: (title: string, figures: number) => `另有来源不一致：${title}，${figures} 个数`,
    name: '名称',
    note: '备注',
  },
  en: {
    unit: 'Unit: yuan (ratios in per cent)',
    version: (version: number) => `Data version: ${version}`,
    source: (kind: string, title: string, dated: string | null) =>
      `Source (${kind}): ${title}${dated === null ? '' : `, ${dated}`}`,
    differs: (title: string, figures: number) =>
      `Another source differs: ${title}, ${figures} figures`,
    name: 'Name',
    note: 'Note',
  },
} as const;

interface SourceRow {
  readonly kind: keyof typeof SOURCE_KINDS;
  readonly title: string;
  readonly dated: string | null;
  readonly reported_on: string | null;
}

async function sheetWords(
  { plan, reader, disagreements }: Answer,
  version: number,
  language: keyof Bilingual,
  hidden: number,
): Promise<SheetWords> {
  const say = SAY[language];
  const where = [...plan.batchFilters, ...plan.lineFilters].filter(
    ({ name }) => name !== 'currency',
  );
  const measures = plan.measures.filter(({ name }) => name !== 'hidden');
  const title = speak(
    { cube: plan.dataset.name, measures, by: plan.by, where },
    await namesOf(reader.client, where, version),
  );
  const sources =
    plan.dataset.form === 'records'
      ? []
      : (await reader.client.query<SourceRow>(compileSources(plan))).rows;
  return {
    title: title[language],
    notes: [
      say.unit,
      say.version(version),
      ...sources.map(({ kind, title: own, dated, reported_on: on }) =>
        say.source(SOURCE_KINDS[kind][language], own, dated ?? on),
      ),
      ...disagreements.map(({ title: own, figures }) => say.differs(own, figures)),
    ],
    headings: [
      ...plan.by.map(({ dimension }) => dimension.title[language]),
      ...plan.measures.map(({ name, measure }) => {
        const estimated = plan.fields.some((field) => field.name === name && field.approximate);
        return `${measure.title[language]}${estimated ? '（≈）' : ''}`;
      }),
    ],
    names: await columnsOfNames(plan, reader, language, say.name),
    hidden: { field: hidden, heading: say.note, text: HIDDEN_REMARK[language] },
  };
}

/** Dimensions beside the closed ones whose codes say little without a name. */
const NAMED = [
  'region', 'source', 'item', 'indicator', 'metric', 'project', 'lower', 'unit', 'fund', 'method', 'settlement',
]; // prettier-ignore

async function columnsOfNames(
  plan: Answer['plan'],
  { client }: Answer['reader'],
  language: keyof Bilingual,
  heading: string,
): Promise<SheetWords['names']> {
  const columns = new Map<string, { heading: string; of: Map<string, string> }>();
  for (const { name, dimension } of plan.by) {
    const named =
      namesOfCodes(plan.dataset.name, name) !== undefined ||
      dimension.level !== undefined ||
      dimension.members !== undefined ||
      NAMED.includes(name);
    if (!named) continue;
    const filters = [...plan.batchFilters, ...plan.lineFilters];
    const members = await readMembers(client, {
      dataset: plan.dataset,
      dimension: name,
      version: plan.version,
      filters,
      own: plan.unit !== null,
    });
    columns.set(name, {
      heading,
      of: new Map(
        members.map((member) => [member.code, (language === 'en' ? member.en : null) ?? member.zh]),
      ),
    });
  }
  return columns;
}
