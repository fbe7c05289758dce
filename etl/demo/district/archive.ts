/** In charge of packing tables as one zip whose bytes depend on nothing but the tables. */
import { Zip, ZipDeflate } from 'fflate';
import type { Table } from './tables.ts';

/** Written in JavaScript, unlike the zlib of Node, whose output differs from version to version. */
const LEVEL = 1;

/** A zip with a CSV (UTF-8) per table, made piece by piece. */
export function pack(tables: readonly Table[], year: number, date: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((problem, chunk) => {
    if (problem !== null) throw problem;
    chunks.push(chunk);
  });
  const encoder = new TextEncoder();
  for (const { name, text } of tables) {
    const file = new ZipDeflate(`${name}-${String(year)}.csv`, { level: LEVEL });
    // the local time of this machine must not show
    file.mtime = new Date(`${date}T00:00:00`);
    zip.add(file);
    for (const piece of text) file.push(encoder.encode(piece));
    file.push(new Uint8Array(0), true);
  }
  zip.end();
  return Buffer.concat(chunks);
}
