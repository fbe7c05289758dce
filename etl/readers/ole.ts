/** In charge of OLE containers (MS-CFB): their streams by name, read strictly, since damaged chains may run in circles. */
import { detail, refuse, type Refusal } from './refusal.ts';

const LAST_IN_CHAIN = 0xfffffffe;
const LARGEST_SECTOR = 0xfffffffa;
const HEADER_FAT_SECTORS = 109;
const STREAM = 2;
const ROOT = 5;

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly start: number;
  readonly size: number;
}

/** An opened container. */
export interface Ole {
  /** Names of its streams. */
  readonly names: readonly string[];
  /** The content of a stream; null where there is none of that name. */
  stream(name: string): Buffer | null;
}

/** Opens a container; refuses one whose tables point outside of the file or in circles. */
export function openOle(file: Buffer): Ole {
  if (file.length < 512) throw damaged();
  const shift = file.readUInt16LE(30);
  const miniShift = file.readUInt16LE(32);
  if ((shift !== 9 && shift !== 12) || miniShift !== 6) throw damaged();
  const size = 1 << shift;
  const count = Math.ceil(file.length / size) - 1;
  const sector = (index: number): Buffer => {
    if (index < 0 || index >= count) throw damaged();
    return file.subarray((index + 1) * size, (index + 2) * size);
  };

  /** The writer may cut the file's last sector short, though never one of its tables. */
  const whole = (index: number): Buffer => {
    const found = sector(index);
    if (found.length < size) throw damaged();
    return found;
  };

  const fat = readNumbers(fatSectors(file, whole, size, count).map(whole));
  const content = (start: number): Buffer => Buffer.concat(chain(start, fat, count).map(sector));
  const directory = chain(file.readUInt32LE(48), fat, count).map(whole);
  const entries = readDirectory(Buffer.concat(directory));
  const root = entries.find(({ type }) => type === ROOT);
  if (root === undefined) throw damaged();
  const cutoff = file.readUInt32LE(56);

  const small = (start: number): Buffer => {
    const mini = content(root.start);
    const miniFat = readNumbers([content(file.readUInt32LE(60))]);
    const unit = 1 << miniShift;
    const last = Math.ceil(mini.length / unit);
    return Buffer.concat(
      chain(start, miniFat, last).map((index) => mini.subarray(index * unit, (index + 1) * unit)),
    );
  };

  const streams = entries.filter(({ type }) => type === STREAM);
  return {
    names: streams.map(({ name }) => name),
    stream: (name) => {
      const entry = streams.find((one) => one.name === name);
      if (entry === undefined) return null;
      const found = entry.size < cutoff ? small(entry.start) : content(entry.start);
      if (found.length < entry.size) throw damaged();
      return found.subarray(0, entry.size);
    },
  };
}

/** The sectors that hold the allocation table: listed in the header, then in sectors of their own. */
function fatSectors(
  file: Buffer,
  sector: (index: number) => Buffer,
  size: number,
  count: number,
): number[] {
  const listed = readNumbers([file.subarray(76, 76 + 4 * HEADER_FAT_SECTORS)]);
  const perSector = size / 4 - 1;
  let next = file.readUInt32LE(68);
  for (let hops = 0; next <= LARGEST_SECTOR; hops++) {
    if (hops > count) throw damaged();
    const numbers = readNumbers([sector(next)]);
    listed.push(...numbers.slice(0, perSector));
    next = numbers[perSector] ?? LAST_IN_CHAIN;
  }
  return listed.filter((index) => index <= LARGEST_SECTOR);
}

/** The sectors of a chain in order; more of them than there are means a circle. */
function chain(start: number, table: readonly number[], count: number): number[] {
  const found: number[] = [];
  for (let at = start; at !== LAST_IN_CHAIN;) {
    if (found.length >= count || at >= count) throw damaged();
    found.push(at);
    at = table[at] ?? NaN;
    if (Number.isNaN(at)) throw damaged();
  }
  return found;
}

function readDirectory(content: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + 128 <= content.length; at += 128) {
    const length = content.readUInt16LE(at + 64);
    if (length < 2 || length > 64) continue;
    entries.push({
      name: content.toString('utf16le', at, at + length - 2),
      type: content.readUInt8(at + 66),
      start: content.readUInt32LE(at + 116),
      size: content.readUInt32LE(at + 120),
    });
  }
  return entries;
}

function readNumbers(chunks: readonly Buffer[]): number[] {
  const numbers: number[] = [];
  for (const chunk of chunks) {
    for (let at = 0; at + 4 <= chunk.length; at += 4) numbers.push(chunk.readUInt32LE(at));
  }
  return numbers;
}

function damaged(): Refusal {
  return refuse(
    'file-truncated',
    detail('复合文档结构不完整', 'the structure of its container is incomplete'),
  );
}
