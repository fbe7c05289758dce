/** In charge of opening the database: the server of an address, else a PostgreSQL of our own; with its roles, shape and reference data. */
import { join } from 'node:path';
import pg from 'pg';
import {
  connection,
  addressFor,
  parseAddress,
  passwordIn,
  placeOf,
  type Address,
} from './address.ts';
import { openCluster } from './cluster/cluster.ts';
import { errorCode } from './errorCode.ts';
import { migrate } from './migrate.ts';
import { Obstacle } from '#model/obstacle';
import { loadReference } from './reference.ts';
import {
  createRoles,
  demandRights,
  rolePasswords,
  settlePasswords,
  type RoleName,
} from './roles.ts';

/** The pools of one program, each under its own role. `bigint` is read as BigInt, `numeric` and `date` as text. */
export interface Database {
  /** Migrations and administration; never for a request. */
  readonly owner: pg.Pool;
  readonly loader: pg.Pool;
  /** Sees rows of the regions in `app.regions` only. */
  readonly reader: pg.Pool;
  /** Users, sessions, tokens. */
  readonly access: pg.Pool;
  /** Where the data lie, for people. */
  readonly place: string;
  /** Folder for the bytes of big files, by their hash; it need not exist. With a server of one's own it is on this machine. */
  readonly files: string;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** A server of one's own; absent: the PostgreSQL that the program carries. */
  readonly url?: string;
  /** Where the data of the carried PostgreSQL go. */
  readonly dataFolder: string;
  readonly onNotice?: (line: string) => void;
}

/** @throws Obstacle where the machine or the server is in the way. */
export async function openDatabase({ url, dataFolder, onNotice }: OpenOptions): Promise<Database> {
  if (url !== undefined) {
    const address = parseAddress(url);
    return prepare(address, placeOf(address), join(dataFolder, 'files'), () => Promise.resolve());
  }
  const cluster = await openCluster({
    dataFolder,
    ...(onNotice === undefined ? {} : { onNotice }),
  });
  try {
    return await prepare(cluster.address, cluster.place, join(cluster.place, 'files'), () =>
      cluster.close(),
    );
  } catch (problem) {
    await cluster.close();
    throw problem;
  }
}

/** Roles, shape and reference data; everything here changes nothing when it was done before. */
async function prepare(
  address: Address,
  place: string,
  files: string,
  release: () => Promise<void>,
): Promise<Database> {
  const owner = pool(address, 'mingzhang', 4);
  try {
    const client = await owner.connect().catch((problem: unknown) => {
      throw unreachable(place, problem);
    });
    try {
      const { rows } = await client.query<{ number: number; name: string }>(
        `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
      );
      for (const { number, name } of rows) demandVersion(number, name);
      await demandRights(client);
      const created = await createRoles(client);
      // Whatever may be refused comes before the first change, where the passwords do not depend on what the database keeps.
      const known = passwordIn(address) === null ? null : await rolePasswords(client, address);
      if (known !== null) await settlePasswords(client, address, known, created);
      await migrate(owner);
      const passwords = known ?? (await rolePasswords(client, address));
      if (known === null) await settlePasswords(client, address, passwords, created);
      await loadReference(client);
      return attach(owner, address, passwords, place, release, files);
    } finally {
      client.release();
    }
  } catch (problem) {
    await owner.end();
    throw problem;
  }
}

/** The pools over a prepared database. */
export function attach(
  owner: pg.Pool,
  address: Address,
  passwords: Readonly<Record<RoleName, string>>,
  place: string,
  release: () => Promise<void>,
  files: string,
): Database {
  const as = (role: RoleName, most: number) =>
    pool(addressFor(address, role, passwords[role]), role, most);
  const [loader, reader, access] = [
    as('mingzhang_loader', 6),
    as('mingzhang_reader', 12),
    as('mingzhang_access', 4),
  ];
  let closing: Promise<void> | null = null;
  const close = async () => {
    await Promise.all([owner, loader, reader, access].map((each) => each.end()));
    await release();
  };
  return { owner, loader, reader, access, place, files, close: () => (closing ??= close()) };
}

/** A pool that outlives the loss of its connections: what runs on one fails, and the next question makes a new one. */
export function pool(address: Address, name: string, most: number): pg.Pool {
  const made = new pg.Pool({ ...connection(address, name), max: most });
  made.on('error', () => undefined);
  made.on('connect', (client) => client.on('error', () => undefined));
  return made;
}

const OLDEST = 150_000;
const BEYOND = 190_000;

/** @throws Obstacle for a PostgreSQL that this program was not tried with. `number` as in `server_version_num`. */
export function demandVersion(number: number, name: string): void {
  if (number >= OLDEST && number < BEYOND) return;
  throw new Obstacle('postgres-version', {
    zh: `DATABASE_URL 的服务器是 PostgreSQL ${name}；明账需要 15 至 18 版。`,
    en: `The server of DATABASE_URL is PostgreSQL ${name}; Mingzhang needs version 15 to 18.`,
  });
}

/** The server of an address cannot be reached or does not let us in. */
function unreachable(place: string, problem: unknown): Obstacle {
  const said = problem instanceof Error ? problem.message || errorCode(problem) : String(problem);
  return new Obstacle(
    'database-unreachable',
    {
      zh: `无法连接数据库 ${place}（${said}）。请检查 DATABASE_URL 的主机、端口、用户、密码和数据库名。`,
      en: `The database ${place} cannot be reached (${said}). Check host, port, user, password and database in DATABASE_URL.`,
    },
    problem,
  );
}
