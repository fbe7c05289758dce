/** In charge of packing parts into an uncompressed zip, so that the spreadsheet library sees only bytes that were checked. */
import { crc32 } from 'node:zlib';
import type { Parts } from './unzip.ts';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const UTF8_NAMES = 0x0800;
const MIDNIGHT_1980 = 0x0021;

/** A zip with every part stored as it is; the inverse of `unzip`. */
export function pack(parts: Parts): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const path = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(UTF8_NAMES, 2);
    common.writeUInt16LE(MIDNIGHT_1980, 8);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(path.length, 22);
    const made = Buffer.alloc(2);
    made.writeUInt16LE(20);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    chunks.push(signature(LOCAL), common, path, Buffer.from(content));
    directory.push(signature(CENTRAL), made, common, rest, path);
    offset += 30 + path.length + content.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.size, 4);
  end.writeUInt16LE(parts.size, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...chunks, listing, signature(END), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
