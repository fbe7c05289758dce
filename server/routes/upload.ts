/** In charge of taking in an upload: files whole or not at all, streamed to disk, and what the person says about them. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { refusal, Refusal } from '#contract/problem';
import type { LoadRequest } from '#load';
import { declaredIn, fieldText } from './declaredFields.ts';

/** One file that is read as a whole (workbooks and the like). */
export const MOST_FILE_BYTES = 64 * 1024 * 1024;
/** One file that may be streamed: delimited text, gz, zip. */
const MOST_STREAMED_BYTES = 32 * 1024 ** 3;
const MOST_FILES = 20;

export const UPLOAD_LIMITS = {
  fileSize: MOST_STREAMED_BYTES,
  files: MOST_FILES,
  fields: 20,
  /** A mapping document is the longest. */
  fieldSize: 1_000_000,
  parts: MOST_FILES + 20,
  headerPairs: 100,
} as const;

interface Upload {
  readonly inputs: LoadRequest['inputs'];
  readonly declared: LoadRequest['declared'];
  readonly dryRun: boolean;
  readonly mapping?: NonNullable<LoadRequest['mapping']>;
}

/**
 * Reads a multipart request to its end; its files lie in `folder` then, and whoever takes the upload removes them.
 * Refuses what is broken, too large, empty or not understood; keeps nothing then.
 */
export async function readUpload(request: FastifyRequest, folder: string): Promise<Upload> {
  const inputs: { path: string; file: string }[] = [];
  const fields = new Map<string, string>();
  try {
    await mkdir(folder, { recursive: true });
    try {
      for await (const part of request.parts({ limits: UPLOAD_LIMITS }))
        await take(part, folder, inputs, fields);
    } catch (problem) {
      throw broken(problem);
    }
    if (inputs.length === 0) throw refusal('upload-empty', [], 'file');
    const declared = declaredIn(fields, ['dryRun', 'mapping']);
    const dryRun = fieldText(fields, 'dryRun', /^(true|false)$/, 'true | false') === 'true';
    const mapping = fields.get('mapping')?.trim() ?? '';
    return {
      inputs,
      declared,
      dryRun,
      ...(mapping === '' ? {} : { mapping: { path: 'mapping', text: mapping } }),
    };
  } catch (problem) {
    await removeUpload(inputs);
    throw problem;
  }
}

/** Removes the files of an upload; what is not on disk needs none. */
export async function removeUpload(inputs: LoadRequest['inputs']): Promise<void> {
  for (const input of inputs) if ('file' in input) await rm(input.file, { force: true });
}

async function take(
  part: Multipart,
  folder: string,
  inputs: { path: string; file: string }[],
  fields: Map<string, string>,
): Promise<void> {
  if (part.type === 'field') {
    fields.set(part.fieldname, String(part.value));
    return;
  }
  const file = join(folder, `${randomUUID()}.upload`);
  inputs.push({ path: fileName(part.filename), file });
  await pipeline(part.file, sized(part.filename), createWriteStream(file, { flags: 'wx' }));
  if (part.file.truncated) throw tooLarge(part.filename);
}

/** Passes a file on; one that cannot be streamed further on ends where the readers' limit is. */
function sized(name: string) {
  return async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    let most = MOST_STREAMED_BYTES;
    for await (const chunk of chunks) {
      if (bytes === 0 && !isStreamable(chunk)) most = MOST_FILE_BYTES;
      bytes += chunk.length;
      if (bytes > most) throw tooLarge(name);
      yield chunk;
    }
  };
}

/** By its first bytes: gz, zip, or text, which has no NUL except in UTF-16. */
function isStreamable(head: Buffer): boolean {
  const [one, two] = head;
  if ((one === 0x1f && two === 0x8b) || (one === 0x50 && two === 0x4b)) return true;
  const isWide = (one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff);
  return isWide || !head.includes(0);
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
