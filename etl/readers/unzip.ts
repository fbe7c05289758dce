/** In charge of expanding zip and gzip files within limits, trusting no size that they declare. */
import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { fromBufferPromise, getFileNameLowLevel, validateFileName, type Entry } from 'yauzl';
import { LIMITS } from './limits.ts';
import { detail, refuse, Refusal } from './refusal.ts';

/** Files of a zip by name, in the order of its directory; folders left out. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/** Every file of a zip, expanded; refuses (never hangs) on bombs, passwords, names that lead elsewhere, and damage. */
export async function unzip(bytes: Uint8Array): Promise<Parts> {
  const parts = new Map<string, Uint8Array>();
  let expanded = 0;
  let entries = 0;
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
      decodeStrings: false,
    });
    if (zip.entryCount > LIMITS.archiveEntries) throw tooManyEntries();
    for await (const entry of zip.eachEntry()) {
      if (++entries > LIMITS.archiveEntries) throw tooManyEntries();
      const name = nameOf(entry);
      if (validateFileName(name) !== null || name.includes('\0')) {
        throw refuse('archive-path', { name: name.slice(0, 120) });
      }
      if (name.endsWith('/')) continue;
      if (entry.isEncrypted()) throw refuse('archive-encrypted', {});
      if (!entry.canDecodeFileData()) {
        throw refuse(
          'file-truncated',
          detail('压缩方式不受支持', 'its packing method is not supported'),
        );
      }
      if (parts.has(name)) {
        throw refuse('file-truncated', detail('内部文件重名', 'two files inside bear one name'));
      }
      const stream = await zip.openReadStreamPromise(entry);
      const content = await collect(stream, bytes.length, expanded);
      expanded += content.length;
      parts.set(name, content);
    }
  } catch (cause) {
    throw cause instanceof Refusal ? cause : damaged();
  }
  return parts;
}

/** The content of a gzip file, within the same limits. */
export async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await collect(Readable.from([bytes]).pipe(createGunzip()), bytes.length, 0);
  } catch (cause) {
    throw cause instanceof Refusal ? cause : damaged();
  }
}

/** Reads a stream to its end, counting what really comes out together with what came out of the archive before. */
async function collect(stream: Readable, packed: number, before: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const buffer = chunk as Buffer;
      length += buffer.length;
      const total = before + length;
      if (total > LIMITS.expandedBytes) {
        throw refuse(
          'archive-bomb',
          detail(
            `展开后超过 ${String(LIMITS.expandedBytes / 1_048_576)} MB`,
            `more than ${String(LIMITS.expandedBytes / 1_048_576)} MB when expanded`,
          ),
        );
      }
      if (total > LIMITS.ratioFloorBytes && total > packed * LIMITS.expansionRatio) {
        throw refuse(
          'archive-bomb',
          detail('展开倍数异常', 'it grows out of all proportion when expanded'),
        );
      }
      chunks.push(buffer);
    }
  } finally {
    stream.destroy();
  }
  return Buffer.concat(chunks, length);
}

/** Windows packs Chinese names in GBK without saying so; the format says UTF-8 or CP437. */
export function nameOf(entry: Entry): string {
  const saysUnicode =
    (entry.generalPurposeBitFlag & 0x800) !== 0 ||
    entry.extraFields.some((field) => field.id === 0x7075);
  if (!saysUnicode) {
    for (const encoding of ['utf-8', 'gb18030']) {
      try {
        const name = new TextDecoder(encoding, { fatal: true }).decode(entry.fileNameRaw);
        return name.replaceAll('\\', '/');
      } catch {
        continue;
      }
    }
  }
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

function tooManyEntries(): Refusal {
  const limit = String(LIMITS.archiveEntries);
  return refuse(
    'archive-bomb',
    detail(`内含文件超过 ${limit} 个`, `more than ${limit} files inside`),
  );
}

function damaged(): Refusal {
  return refuse('file-truncated', detail('压缩数据不完整', 'its packed data are incomplete'));
}
