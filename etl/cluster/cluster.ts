/** In charge of the PostgreSQL of our own: the first process starts it, others attach, the last one out stops it. */
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { addressOf, connection, type Address } from '../address.ts';
import { Obstacle } from '#model/obstacle';
import { errorCode } from '../errorCode.ts';
import { initialise, layout, SUPERUSER } from './initialise.ts';
import { diagnose } from './diagnose.ts';
import { placeFor } from './place.ts';
import {
  chooseListening,
  findPostmaster,
  freePort,
  startPostmaster,
  StartFailure,
  stopPostmaster,
  type Listening,
} from './postmaster.ts';
import { carriedPrograms, copyPrograms, isComplete, type Programs } from './programs.ts';
import { isRoot } from './user.ts';

export interface Cluster {
  /** The database of the program, as its owner. */
  readonly address: Address;
  /** The folder with the data. */
  readonly place: string;
  /** Leaves; the last process to leave stops the server. */
  close(): Promise<void>;
}

export interface ClusterOptions {
  readonly dataFolder: string;
  readonly onNotice?: (line: string) => void;
}

const DATABASE = 'mingzhang';
/** Held shared by every process that uses the cluster, and alone by the one that stops it. */
const PRESENCE = 7_100_001;
const PATIENCE_MS = 60_000;

const SETTINGS = {
  max_connections: '100',
  shared_buffers: '256MB',
  work_mem: '32MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  // No one replicates it: what a load writes into tables and indexes of its own is made safe by syncing them, not written twice.
  wal_level: 'minimal',
  max_wal_senders: '0',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] %a ',
  // After a crash: one call for the whole file system instead of one for each of a thousand files.
  ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
};

interface Ground {
  readonly programs: Programs;
  readonly place: string;
  /** Within the place: data, sockets, log. */
  readonly folder: string;
  /** Kept over a restart, so that pools find the server where it was. */
  listening: Listening;
}

/** Starts or joins the cluster of a data folder. @throws Obstacle where the machine is in the way. */
export async function openCluster({
  dataFolder,
  onNotice = () => undefined,
}: ClusterOptions): Promise<Cluster> {
  let place = dataFolder;
  try {
    place = placeFor(dataFolder);
    const programs = await runnable(place);
    const folder = join(place, 'postgres');
    if (!existsSync(folder)) {
      onNotice(
        `首次启动，正在 ${place} 建立数据库。 First start: making the database in ${place}.`,
      );
      await initialise(programs, folder);
    }
    demandRelease(folder, programs);
    return await enter(
      { programs, place, folder, listening: await chooseListening(folder) },
      onNotice,
    );
  } catch (problem) {
    throw diagnose(problem, place);
  }
}

/** The programs as they lie, where this user may run them; a copy within the place otherwise. */
async function runnable(place: string): Promise<Programs> {
  const carried = await carriedPrograms();
  await mkdir(place, { recursive: true });
  if (isRoot()) for (const folder of [dirname(place), place]) await chmod(folder, 0o711);
  else if (await isComplete(carried)) return carried;
  return copyPrograms(carried, place);
}

/** @throws Obstacle where the data were made by another major release, which cannot read them. */
function demandRelease(folder: string, { release }: Programs): void {
  const made = readFileSync(join(layout(folder).data, 'PG_VERSION'), 'utf8').trim();
  const ours = release.split('.')[0] ?? '';
  if (made === ours) return;
  throw new Obstacle('data-release', {
    zh: `${folder} 中的数据由 PostgreSQL ${made} 建立，随程序安装的是 ${ours}，不能读取。请用原来的程序版本启动。`,
    en: `The data in ${folder} were made by PostgreSQL ${made}; the program carries ${ours}, which cannot read them. Start with the earlier program.`,
  });
}

async function enter(ground: Ground, onNotice: (line: string) => void): Promise<Cluster> {
  let closing = false;
  let recovery = Promise.resolve();
  let keeper = await present(ground);
  const watch = () => keeper.once('end', () => void (recovery = closing ? recovery : recover()));
  const recover = async () => {
    onNotice(
      '数据库意外停止，正在重新启动。 The database stopped unexpectedly and is being started again.',
    );
    let told = '';
    while (!closing) {
      try {
        keeper = await present(ground);
        watch();
        onNotice('数据库已重新启动。 The database is running again.');
        return;
      } catch (problem) {
        const known = diagnose(problem, ground.place);
        const said = known instanceof Error ? known.message : String(known);
        if (said !== told) onNotice(said);
        told = said;
        await pause(2_000);
      }
    }
  };
  watch();
  return {
    place: ground.place,
    address: addressOf({
      ...ground.listening,
      user: SUPERUSER,
      password: passwordOf(ground),
      database: DATABASE,
    }),
    close: async () => {
      closing = true;
      await recovery;
      await leave(keeper, ground.folder);
    },
  };
}

/** The last one out stops the server, still holding the key, so that nobody comes in meanwhile. */
async function leave(keeper: pg.Client, folder: string): Promise<void> {
  try {
    await keeper.query('select pg_advisory_unlock_shared($1)', [PRESENCE]);
    const { rows } = await keeper.query<{ last: boolean }>(
      'select pg_try_advisory_lock($1) as last',
      [PRESENCE],
    );
    if (rows[0]?.last === true) await stopPostmaster(folder);
  } catch {
    // The server is gone already: there is nothing to leave.
  }
  await keeper.end().catch(() => undefined);
}

/** A session that marks this process as present, on a server that is started where none runs. */
async function present(ground: Ground): Promise<pg.Client> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = findPostmaster(ground.folder);
    if (found === null) {
      await start(ground);
    } else if (found.ready) {
      ground.listening = { host: found.host, port: found.port };
      const keeper = await knock(ground);
      if (keeper !== null) return keeper;
    }
    if (Date.now() > deadline) {
      throw new Obstacle('no-answer', {
        zh: `数据库在 ${PATIENCE_MS / 1000} 秒内没有就绪。日志：${layout(ground.folder).log}`,
        en: `The database was not ready within ${PATIENCE_MS / 1000} seconds. Its log: ${layout(ground.folder).log}`,
      });
    }
    await pause(20);
  }
}

/** Starts the server, unless another process does so at this moment. */
async function start(ground: Ground): Promise<void> {
  try {
    await startPostmaster(ground.programs, ground.folder, ground.listening, SETTINGS);
  } catch (problem) {
    if (!(problem instanceof StartFailure)) throw problem;
    // Another process was quicker, or sessions of a server that was killed are still ending.
    if (/lock file "postmaster\.pid"|shared memory block .* still in use/.test(problem.log)) return;
    if (
      /could not create any Unix-domain sockets|could not bind|could not create listen socket/.test(
        problem.log,
      )
    ) {
      ground.listening = { host: '127.0.0.1', port: await freePort() };
      return;
    }
    throw problem;
  }
}

/** Enters through an open server; null while it is going up or down. */
async function knock(ground: Ground): Promise<pg.Client | null> {
  const address = addressOf({
    ...ground.listening,
    user: SUPERUSER,
    password: passwordOf(ground),
    database: 'postgres',
  });
  const keeper = new pg.Client(connection(address, 'mingzhang keeper'));
  keeper.on('error', () => undefined);
  try {
    await keeper.connect();
    const { rows } = await keeper.query<{ entered: boolean }>(
      'select pg_try_advisory_lock_shared($1) as entered',
      [PRESENCE],
    );
    if (rows[0]?.entered === true) {
      await createDatabase(keeper);
      return keeper;
    }
  } catch (problem) {
    if (
      !['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', ''].includes(
        errorCode(problem),
      )
    )
      throw problem;
  }
  await keeper.end().catch(() => undefined);
  return null;
}

async function createDatabase(keeper: pg.Client): Promise<void> {
  const { rows } = await keeper.query('select from pg_database where datname = $1', [DATABASE]);
  if (rows.length > 0) return;
  try {
    await keeper.query(`create database ${DATABASE}`);
  } catch (problem) {
    if (!['42P04', '23505'].includes(errorCode(problem))) throw problem;
  }
}

function passwordOf({ folder }: Ground): string {
  return (JSON.parse(readFileSync(layout(folder).secret, 'utf8')) as { password: string }).password;
}
