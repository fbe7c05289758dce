/** In charge of a private PostgreSQL per test run, and of a fresh database of one's own for each test that asks. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { attach, openDatabase, pool, type Database } from '#database';
import { addressIn, addressOf, type Address } from '../../etl/address.ts';
import { initialise, layout, SUPERUSER } from '../../etl/cluster/initialise.ts';
import { chooseListening, startPostmaster, stopPostmaster } from '../../etl/cluster/postmaster.ts';
import { carriedPrograms, copyPrograms, isComplete } from '../../etl/cluster/programs.ts';
import { isRoot } from '../../etl/cluster/user.ts';
import { rolePasswords, type RoleName } from '../../etl/roles.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { readonly address: string; readonly passwords: Readonly<Record<RoleName, string>> };
  }
}

const TEMPLATE = 'mingzhang_template';
/** Nothing here need survive a crash. */
const QUICK = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  max_connections: '300',
  shared_buffers: '128MB',
};

/** Starts the server of the run with a template database: all migrations, roles and reference data. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const place = mkdtempSync(join(tmpdir(), 'mingzhang-test-'));
  chmodSync(place, 0o711);
  const carried = await carriedPrograms();
  const programs =
    isRoot() || !(await isComplete(carried)) ? await copyPrograms(carried, place) : carried;
  const folder = join(place, 'postgres');
  await initialise(programs, folder, false);
  const { host, port, pid } = await startPostmaster(
    programs,
    folder,
    await chooseListening(folder),
    QUICK,
  );
  const guard = guardian(pid, place);
  const { password } = JSON.parse(readFileSync(layout(folder).secret, 'utf8')) as {
    password: string;
  };
  const address = addressOf({ host, port, user: SUPERUSER, password, database: 'postgres' });
  const owner = pool(address, 'tests', 1);
  await owner.query(`create database ${TEMPLATE}`);
  const template = await openDatabase({ url: addressIn(address, TEMPLATE), dataFolder: place });
  provide('postgres', {
    address,
    passwords: await passwordsOf(template, addressIn(address, TEMPLATE)),
  });
  await template.close();
  await owner.end();
  return async () => {
    await stopPostmaster(folder);
    rmSync(place, { recursive: true, force: true });
    guard.kill();
  };
}

async function passwordsOf(
  template: Database,
  address: Address,
): Promise<Readonly<Record<RoleName, string>>> {
  const client = await template.owner.connect();
  try {
    return await rolePasswords(client, address);
  } finally {
    client.release();
  }
}

/** A process that ends the server and removes its files when the run dies, however it dies. */
function guardian(pid: number, place: string) {
  const program = `process.stdin.resume().on('end', () => {
    try { process.kill(${pid}, 'SIGQUIT') } catch {}
    setTimeout(() => require('node:fs').rmSync(${JSON.stringify(place)}, { recursive: true, force: true, maxRetries: 5 }), 300)
  })`;
  const child = spawn(process.execPath, ['-e', program], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  return child;
}

/** The address of a database of one's own, as its owner; it goes with the run. */
export async function freshUrl(): Promise<Address> {
  const { inject } = await import('vitest');
  const address = inject('postgres').address as Address;
  const name = `test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(`create database ${name} template ${TEMPLATE}`);
  } finally {
    await client.end();
  }
  return addressIn(address, name);
}

/** A prepared database of one's own; `close()` drops it. */
export async function freshDatabase(): Promise<Database> {
  const { inject } = await import('vitest');
  const address = await freshUrl();
  const files = join(tmpdir(), `mingzhang-${new URL(address).pathname.slice(1)}`);
  const drop = async () => {
    rmSync(files, { recursive: true, force: true });
    const client = new pg.Client({ connectionString: inject('postgres').address });
    await client.connect();
    await client.query(`drop database ${new URL(address).pathname.slice(1)} with (force)`);
    await client.end();
  };
  return attach(
    pool(address, 'mingzhang', 4),
    address,
    inject('postgres').passwords,
    'test',
    drop,
    files,
  );
}
