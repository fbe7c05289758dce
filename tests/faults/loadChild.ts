/** In charge of one load in a process of its own, for tests that kill it: the address of a prepared database and a file, nothing else. */
import { tmpdir } from 'node:os';
import { attach, pool } from '#database';
import { load } from '#load';
import type { Address } from '../../etl/address.ts';
import type { RoleName } from '../../etl/roles.ts';

const [address = '', file = ''] = process.argv.slice(2);
const passwords = JSON.parse(process.env['ROLES'] ?? '') as Record<RoleName, string>;
const owner = pool(address as Address, 'child', 2);
const database = attach(
  owner,
  address as Address,
  passwords,
  'test',
  () => Promise.resolve(),
  tmpdir(),
);
const { files } = await load(database, {
  inputs: [{ path: 'payments.csv', file }],
  declared: {},
  by: 'test',
  // what is interrupted is the load: rules that a kill took away have a test of their own
  rules: 'later',
  onProgress: ({ status }) => {
    process.stdout.write(`${status} now\n`);
  },
});
await database.close();
process.exitCode = files[0]?.status === 'published' ? 0 : 2;
