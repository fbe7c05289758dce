/** In charge of packing tables as one zip whose bytes depend on nothing but the tables. */
import { crc32 } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';
import type { Table } from './tables.ts';

/** Stored as it is: packing smaller would take longer than everything else, and the zlib of Node packs otherwise from version to version. */
const STORED = 0;

/** A zip with a CSV (UTF-8) per table, made piece by piece. */
export function pack(
  tables: readonly Table[],
  year: number,
  date: string,
): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((problem, chunk) => {
    if (problem !== null) throw problem;
    chunks.push(chunk);
  });
  for (const { name, text } of tables) {
    const file: ZipInputFile = {
      filename: `${name}-${String(year)}.csv`,
      size: 0,
      crc: 0,
      compression: STORED,
      // the local time of this machine must not show
      mtime: new Date(`${date}T00:00:00`),
    };
    zip.add(file);
    for (const bytes of text) {
      file.size += bytes.length;
      file.crc = crc32(bytes, file.crc);
      file.ondata?.(null, bytes, false);
    }
    file.ondata?.(null, new Uint8Array(0), true);
  }
  zip.end();
  return Buffer.concat(chunks);
}
