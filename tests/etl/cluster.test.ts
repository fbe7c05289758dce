/** In charge of the PostgreSQL that the program carries: started by the first, shared, stopped by the last, never reachable from outside. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCluster } from '../../etl/cluster/cluster.ts';
import { isRoot } from '../../etl/cluster/user.ts';
import { ownFolder, type OwnFolder } from '../support/ownCluster.ts';

let own: OwnFolder;
beforeAll(() => {
  own = ownFolder();
});
afterAll(() => own.remove());

async function ask(address: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

describe('the cluster of a data folder', { timeout: 120_000 }, () => {
  test('is made once when several processes begin at the same moment, and keeps what it holds', async () => {
    const fresh = ownFolder();
    const opened = await Promise.all([openCluster(fresh), openCluster(fresh), openCluster(fresh)]);
    expect(new Set(opened.map(({ address }) => address)).size).toBe(1);
    const [one] = opened;
    await ask(one.address, 'create table kept as select 42 as answer');
    await Promise.all(opened.map((cluster) => cluster.close()));
    expect(fresh.server()).toBeNull();
    expect(
      readdirSync(join(fresh.cluster(), '..')).filter(
        (name) => /\.\d+/.test(name) && !name.startsWith('programs-'),
      ),
    ).toEqual([]);
    const again = await openCluster(fresh);
    await expect(ask(again.address, 'select answer from kept')).resolves.toEqual([{ answer: 42 }]);
    await again.close();
    await fresh.remove();
  });

  test('is started by the first, joined by others, stopped by the last', async () => {
    const first = await openCluster(own);
    const second = await openCluster(own);
    const server = own.server();
    expect(server).not.toBeNull();
    expect(second.address).toBe(first.address);
    await first.close();
    expect(own.server()).toBe(server);
    await expect(ask(second.address, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
    await second.close();
    expect(own.server()).toBeNull();
  });

  test('listens on a socket or the loopback address only, with a random password', async () => {
    const cluster = await openCluster(own);
    const [settings] = (await ask(
      cluster.address,
      `select current_setting('listen_addresses') as addresses, current_setting('unix_socket_permissions') as sockets,
              current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums`,
    )) as { addresses: string }[];
    expect(settings).toMatchObject({ encoding: 'UTF8', checksums: 'on', sockets: '0700' });
    expect(['', '127.0.0.1']).toContain(settings?.addresses);
    const without = new URL(cluster.address);
    without.password = '';
    await expect(ask(without.href, 'select 1')).rejects.toThrow();
    expect(statSync(join(own.cluster(), 'secret.json')).mode & 0o077).toBe(0);
    await cluster.close();
  });

  test.runIf(isRoot())(
    'belongs for root to a user without an account, outside temporary folders',
    async () => {
      const cluster = await openCluster(own);
      expect(cluster.place).toMatch(/^\/var\/lib\/mingzhang\/[0-9a-f]{16}$/);
      const { uid, mode } = statSync(join(own.cluster(), 'data'));
      expect(uid).not.toBe(0);
      expect(mode & 0o077).toBe(0);
      const accounts = readFileSync('/etc/passwd', 'utf8')
        .split('\n')
        .map((line) => line.split(':')[2]);
      expect(accounts).not.toContain(String(uid));
      await cluster.close();
    },
  );

  test.skipIf(isRoot())('lies for an ordinary user in the data folder itself', async () => {
    const cluster = await openCluster(own);
    expect(cluster.place).toBe(own.dataFolder);
    expect(existsSync(join(own.dataFolder, 'postgres', 'data', 'PG_VERSION'))).toBe(true);
    await cluster.close();
  });

  test('listens on a free loopback port where the path is too long for a socket', async () => {
    const long = ownFolder('d'.repeat(90));
    const cluster = await openCluster(long);
    expect(cluster.address.includes('host=')).toBe(isRoot());
    await expect(ask(cluster.address, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
    await cluster.close();
    await long.remove();
  });

  test('refuses data of another PostgreSQL release by name', async () => {
    await (await openCluster(own)).close();
    const file = join(own.cluster(), 'data', 'PG_VERSION');
    const made = readFileSync(file, 'utf8');
    writeFileSync(file, '14\n');
    await expect(openCluster(own)).rejects.toMatchObject({
      code: 'data-release',
      message: expect.stringContaining('14') as string,
    });
    writeFileSync(file, made);
  });
});
