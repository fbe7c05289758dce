/** In charge of the tables of text within a handed-in file: itself, what a gz holds, or each file of a zip, as streams of bytes. */
import { createReadStream } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { crc32, createGunzip } from 'node:zlib';
import { fromBufferPromise, openPromise, validateFileName, type Entry, type ZipFile } from 'yauzl';
import { LIMITS } from '../readers/limits.ts';
import { detail, refuse, Refusal } from '../readers/refusal.ts';
import { sniff, type Kind } from '../readers/sniff.ts';
import { nameOf } from '../readers/unzip.ts';

/** Where the bytes are: on disk, or in memory. */
export type Place = { readonly file: string } | { readonly bytes: Uint8Array };

/** A file within an archive, or the file itself (`name` null). */
export interface Member {
  readonly name: string | null;
  /** Its bytes, unpacked, within limits; `onRead` hears how many packed bytes were taken. @throws Refusal while it is read */
  open(onRead?: (bytes: number) => void): Promise<Readable>;
}

export interface Members {
  readonly kind: Kind;
  /** None where the file is no text, gz or plain zip. */
  readonly members: readonly Member[];
  readonly close: () => void;
}

/** What operating systems put into archives on their own. */
const LITTER = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\._)/iu;
const HEAD = 4096;
const CHUNK = 262_144;

/** Looks at a file by its content. @throws Refusal for archives that are damaged, protected or hostile. */
export async function membersOf(place: Place): Promise<Members> {
  const kind = sniff(await headOf(place));
  const none = { kind, members: [], close: () => undefined };
  if (kind.kind === 'zip') return zipMembers(place, kind);
  if (kind.kind !== 'text' && kind.kind !== 'gzip') return none;
  const unpacked = kind.kind === 'gzip';
  const member: Member = {
    name: null,
    open: (onRead = () => undefined) => {
      const source = counted(streamOf(place), onRead);
      return Promise.resolve(
        unpacked ? expanded(source, createGunzip({ chunkSize: CHUNK })) : source,
      );
    },
  };
  return { kind, members: [member], close: () => undefined };
}

async function headOf(place: Place): Promise<Uint8Array> {
  if ('bytes' in place) return place.bytes.subarray(0, HEAD);
  const file = await openFile(place.file);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function streamOf(place: Place): Readable {
  if ('file' in place) return createReadStream(place.file, { highWaterMark: CHUNK });
  const { bytes } = place;
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += CHUNK)
        yield Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(CHUNK, bytes.length - at));
    })(),
    { objectMode: false },
  );
}

async function zipMembers(place: Place, kind: Kind): Promise<Members> {
  let zip: ZipFile;
  const found: Member[] = [];
  const options = { decodeStrings: false, autoClose: false };
  try {
    zip =
      'file' in place
        ? await openPromise(place.file, options)
        : await fromBufferPromise(
            Buffer.from(place.bytes.buffer, place.bytes.byteOffset, place.bytes.length),
            options,
          );
    const names = new Set<string>();
    for await (const entry of zip.eachEntry()) {
      if (names.size >= LIMITS.archiveEntries) throw refuse('archive-bomb', detail(`内含文件超过 ${String(LIMITS.archiveEntries)} 个`, `more than ${String(LIMITS.archiveEntries)} files inside`)); // prettier-ignore
      const name = nameOf(entry);
      if (validateFileName(name) !== null || name.includes('\0'))
        throw refuse('archive-path', { name: name.slice(0, 120) });
      if (name.endsWith('/') || LITTER.test(name)) continue;
      if (entry.isEncrypted()) throw refuse('archive-encrypted', {});
      if (!entry.canDecodeFileData())
        throw refuse(
          'file-truncated',
          detail('压缩方式不受支持', 'its packing method is not supported'),
        );
      if (names.has(name))
        throw refuse('file-truncated', detail('内部文件重名', 'two files inside bear one name'));
      names.add(name);
      found.push({ name, open: (onRead) => openEntry(zip, entry, onRead) });
    }
  } catch (cause) {
    throw cause instanceof Refusal ? cause : damaged();
  }
  return { kind, members: found, close: () => { zip.close(); } }; // prettier-ignore
}

async function openEntry(
  zip: ZipFile,
  entry: Entry,
  onRead: (bytes: number) => void = () => undefined,
): Promise<Readable> {
  const source = await zip.openReadStreamPromise(entry).catch(() => {
    throw damaged();
  });
  let told = 0;
  const { compressedSize, uncompressedSize } = entry;
  const limited = limit(
    () => compressedSize,
    (bytes) => {
      // packed bytes go by unseen here; their share is told from what came out
      const now = Math.min(
        compressedSize,
        Math.round((bytes / Math.max(1, uncompressedSize)) * compressedSize),
      );
      onRead(now - told);
      told = now;
    },
    entry.crc32,
  );
  return joined(source, limited);
}

function counted(source: Readable, onRead: (bytes: number) => void): Readable {
  const meter = new Transform({
    highWaterMark: CHUNK,
    transform(chunk: Buffer, _, done) {
      onRead(chunk.length);
      done(null, chunk);
    },
  });
  return joined(source, meter);
}

function expanded(source: Readable, gunzip: Transform): Readable {
  let packed = 0;
  source.on('data', (chunk: Buffer) => (packed += chunk.length));
  const out = joined(source, gunzip);
  return joined(out, limit(() => packed, () => undefined)); // prettier-ignore
}

/** Stops what grows out of all proportion, and what does not end with the sum that the archive states. */
function limit(
  packed: () => number,
  onBytes: (bytes: number) => void,
  sum: number | null = null,
): Transform {
  let bytes = 0;
  let own = 0;
  return new Transform({
    highWaterMark: CHUNK,
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (sum !== null) own = crc32(chunk, own);
      if (bytes > LIMITS.ratioFloorBytes && bytes > packed() * LIMITS.expansionRatio) {
        done(
          refuse(
            'archive-bomb',
            detail('展开倍数异常', 'it grows out of all proportion when expanded'),
          ),
        );
        return;
      }
      onBytes(bytes);
      done(null, chunk);
    },
    flush(done) {
      done(sum === null || sum === own ? null : damaged());
    },
  });
}

/** A pipe whose fault on the way is the fault of what comes out: damage where the reason is not known. */
function joined(source: Readable, through: Transform): Transform {
  source.on('error', (cause) =>
    through.destroy(cause instanceof Refusal || isOfSystem(cause) ? cause : damaged()),
  );
  through.on('close', () => source.destroy());
  return source.pipe(through);
}

/** Read faults of the disk are no damage of the file. */
function isOfSystem(cause: Error): boolean {
  return 'syscall' in cause;
}

function damaged(): Refusal {
  return refuse('file-truncated', detail('压缩数据不完整', 'its packed data are incomplete'));
}
