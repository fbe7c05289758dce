/** In charge of seeing a long answer leave in pieces, and a failure on the way never look like an end. */
import type { AddressInfo } from 'node:net';
import { tableFromIPC } from '@uwdata/flechette';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BATCH_ROWS } from '../../../server/arrow/columns.ts';
import * as decoding from '../../../server/arrow/decode.ts';
import { openHouse, type TestHouse } from '../house.ts';
import { publish } from '../query/facts.ts';

const ROWS = BATCH_ROWS * 3 + 5;
let house: TestHouse;
let base: string;
let authorization: string;

beforeAll(async () => {
  house = await openHouse();
  const { batches } = await publish(house.database, [
    { lines: [{ item: '201', wan: 1, covers: [0, 9] }] },
  ]);
  await house.database.owner.query(
    `insert into execution select batch_id, region_code, n, cut, 'n:' || n, name, role, level, class, group_, item_, subitem, unit, economic, project,
       measure, stage, stated, from_level, to_level, under_grand, printed, n * 100, ratio, table_no, row_no, cell, text, decimals
     from execution, generate_series(2, ${ROWS}) n where batch_id = $1 and line_no = 1`,
    [batches[0]],
  );
  await house.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = house.app.server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}/api/query/execution?measures=executed&by=item&region=530700&year=2025&scope=all&book=general&flow=expenditure`;
  authorization = `Bearer ${await house.token({ role: 'member' })}`;
});
afterAll(async () => {
  // A client may hold a connection on which it has not asked anything yet; closing would wait for it.
  const closed = house.close();
  house.app.server.closeAllConnections();
  await closed;
});

test('all rows arrive, in several record batches', async () => {
  const response = await fetch(base, { headers: { authorization } });
  expect(response.headers.get('content-length')).toBeNull();
  const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
  expect(table.numRows).toBe(ROWS);
  expect(response.headers.get('server-timing')).toMatch(/rows;dur=/);
});

test('a failure after the first byte destroys the socket', async () => {
  const whole = decoding.decode;
  const failing = vi.spyOn(decoding, 'decode').mockImplementation(async function* (...parts) {
    let batches = 0;
    for await (const batch of whole(...parts)) {
      yield batch;
      batches += 1;
      if (batches === 3) throw new Error('the disk is gone');
    }
  });
  const response = await fetch(base, { headers: { authorization } });
  expect(response.status).toBe(200);
  await expect(response.arrayBuffer()).rejects.toThrow();
  failing.mockRestore();
  // The connection that failed is not used again.
  const again = await fetch(base, { headers: { authorization } });
  expect(tableFromIPC(new Uint8Array(await again.arrayBuffer())).numRows).toBe(ROWS);
});

test('a reader who leaves early leaves no query behind', async () => {
  const leaving = new AbortController();
  const response = await fetch(base, { headers: { authorization }, signal: leaving.signal });
  await response.body?.getReader().read();
  leaving.abort();
  await vi.waitFor(async () => {
    const { rows } = await house.database.owner.query(
      `select from pg_stat_activity where usename = 'mingzhang_reader' and state = 'active' and datname = current_database()`,
    );
    expect(rows).toHaveLength(0);
  });
  expect(house.database.reader.waitingCount).toBe(0);
});
