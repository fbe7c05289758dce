/** In charge of measuring Postgres → Arrow against Postgres → rows → JSON: 300,000 rows of four integer columns, in one run. */
import { to as copyTo } from 'pg-copy-streams';
import { afterAll, bench, describe } from 'vitest';
import { decode } from '../../server/arrow/decode.ts';
import { encode } from '../../server/arrow/encode.ts';
import type { WireField } from '../../server/arrow/field.ts';
import { freshDatabase } from '../support/postgres.ts';

/** The Arrow path may take this part of the other's time. */
const MOST = 0.4;
const ROWS = 300_000;
const NAMES = ['region', 'year', 'item', 'amount'];
const FIELDS = NAMES.map((name): WireField => ({ name, type: 'integer' }));

const database = await freshDatabase();
await database.owner.query(
  `create table wide as select n as region, n % 20 as year, n % 3000 as item, n * 7 as amount from generate_series(1, ${ROWS}) n`,
);
await database.owner.query('grant select on wide to mingzhang_reader');
await database.owner.query('vacuum analyze wide');
const SQL = `select ${NAMES.join(', ')} from wide`;

/** Milliseconds of each round, by path. */
const rounds = { arrow: [] as number[], json: [] as number[] };

async function timed(path: keyof typeof rounds, work: () => Promise<number>): Promise<void> {
  const started = performance.now();
  const bytes = await work();
  rounds[path].push(performance.now() - started);
  if (bytes < ROWS) throw new Error(`${path} answered ${bytes} bytes`);
}

describe(`${ROWS} rows of four integer columns`, () => {
  const options = { iterations: 10, time: 0, warmupIterations: 2, warmupTime: 0 };
  bench(
    'COPY → columns → Arrow',
    () =>
      timed('arrow', async () => {
        const client = await database.reader.connect();
        try {
          let bytes = 0;
          const copy = client.query(
            copyTo(`copy (${SQL}) to stdout (format binary)`),
          ) as AsyncIterable<Buffer>;
          for await (const chunk of encode(decode(copy, FIELDS), FIELDS, {})) bytes += chunk.length;
          return bytes;
        } finally {
          client.release();
        }
      }),
    options,
  );
  bench(
    'rows → objects → JSON',
    () =>
      timed('json', async () => {
        const { rows } = await database.reader.query(SQL);
        return Buffer.from(JSON.stringify({ version: 1, rows })).length;
      }),
    options,
  );
});

afterAll(async () => {
  const median = (values: number[]) =>
    values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const [arrow, json] = [median(rounds.arrow), median(rounds.json)];
  const ratio = arrow / json;
  console.log(
    `Arrow ${arrow.toFixed(0)} ms, JSON ${json.toFixed(0)} ms: ratio ${ratio.toFixed(2)} (at most ${MOST})`,
  );
  await database.close();
  if (!(ratio <= MOST))
    throw new Error(`the Arrow path takes ${ratio.toFixed(2)} of the JSON path, more than ${MOST}`);
});
