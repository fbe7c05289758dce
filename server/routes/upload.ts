/** In charge of taking in an upload: files whole or not at all, and what the person says about them. */
import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { SCOPES } from '#model/slice';
import { refusal, Refusal } from '#contract/problem';
import type { LoadRequest } from '#load';

/** One file, all files, and how many. */
export const MOST_FILE_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 20;
const LONGEST_FIELD = 500;

export const UPLOAD_LIMITS = {
  fileSize: MOST_FILE_BYTES,
  files: MOST_FILES,
  fields: 20,
  fieldSize: 10_000,
  parts: MOST_FILES + 20,
  headerPairs: 100,
} as const;

interface Upload {
  readonly inputs: LoadRequest['inputs'];
  readonly declared: LoadRequest['declared'];
  readonly dryRun: boolean;
}

/** Reads a multipart request to its end. Refuses what is broken, too large, empty or not understood; keeps nothing then. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const inputs: { path: string; bytes: Uint8Array }[] = [];
  const fields = new Map<string, string>();
  try {
    for await (const part of request.parts({ limits: UPLOAD_LIMITS }))
      await take(part, inputs, fields);
  } catch (problem) {
    throw broken(problem);
  }
  if (inputs.length === 0) throw refusal('upload-empty', [], 'file');
  const { dryRun, ...declared } = readFields(fields);
  return { inputs, declared, dryRun };
}

async function take(
  part: Multipart,
  inputs: { path: string; bytes: Uint8Array }[],
  fields: Map<string, string>,
): Promise<void> {
  if (part.type === 'field') {
    fields.set(part.fieldname, String(part.value));
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of part.file as AsyncIterable<Buffer>) chunks.push(chunk);
  if (part.file.truncated) throw tooLarge(part.filename);
  inputs.push({ path: fileName(part.filename), bytes: Buffer.concat(chunks) });
}

function tooLarge(name: string): Refusal {
  return refusal(
    'too-large',
    [`${MOST_FILE_BYTES / 1024 / 1024} MB`, `文件 ${name} `, `file ${name}`],
    'file',
  );
}

/** A name and never a path, whatever the browser sent. */
function fileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, 200);
  return clean === '' ? 'upload' : clean;
}

const FIELDS = ['region', 'scope', 'year', 'month', 'reported', 'source', 'dryRun'] as const;

function readFields(
  fields: ReadonlyMap<string, string>,
): LoadRequest['declared'] & { dryRun: boolean } {
  for (const name of fields.keys()) {
    if (!(FIELDS as readonly string[]).includes(name))
      throw refusal('unknown-parameter', [name, FIELDS.join(', ')], name);
  }
  const text = (name: (typeof FIELDS)[number], shape: RegExp, expected: string) => {
    const value = fields.get(name)?.trim();
    if (value === undefined || value === '') return undefined;
    if (value.length > LONGEST_FIELD || !shape.test(value))
      throw refusal('bad-value', [name, value, expected], name);
    return value;
  };
  const region = text('region', /^[1-9][0-9]{5}(~[^\s~,]{1,60})?$/u, '530700');
  const scope = SCOPES.find(
    (known) => known === text('scope', /^(all|own|unstated)$/, SCOPES.join(' | ')),
  );
  const year = text('year', /^[12][0-9]{3}$/, '2025');
  const month = text('month', /^([1-9]|1[0-3])$/, '1–13');
  const reported = text(
    'reported',
    /^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/,
    '2026-01-15',
  );
  const source = text('source', /^[^\u0000-\u001f]+$/u, 'text');
  return {
    ...(region === undefined ? {} : { region }),
    ...(scope === undefined ? {} : { scope }),
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(month === undefined ? {} : { month: Number(month) }),
    ...(reported === undefined ? {} : { reported }),
    ...(source === undefined ? {} : { source }),
    dryRun: text('dryRun', /^(true|false)$/, 'true | false') === 'true',
  };
}

/** The plugin's own refusals stay; everything else that can happen here is an upload that was cut off. */
function broken(problem: unknown): unknown {
  if (problem instanceof Refusal) return problem;
  const code = problem instanceof Error && 'code' in problem ? String(problem.code) : '';
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge('');
  if (code === 'FST_FILES_LIMIT')
    return refusal('too-large', [String(MOST_FILES), '文件个数', 'number of files'], 'file');
  if (code === 'FST_INVALID_MULTIPART_CONTENT_TYPE') return refusal('upload-empty', [], 'file');
  return code.startsWith('FST_') ? problem : refusal('upload-broken', [], 'file');
}
