/** In charge of one PostgreSQL server process: is it there, start it, stop it. */
import { spawn } from 'node:child_process';
import {
  closeSync, existsSync, ftruncateSync, openSync, readdirSync, readFileSync, readlinkSync, realpathSync, statSync, writeSync,
} from 'node:fs'; // prettier-ignore
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../errorCode.ts';
import { layout } from './initialise.ts';
import type { Programs } from './programs.ts';
import { isRoot } from './user.ts';

/** Where a server listens: `host` is a folder for a socket, else an address. */
export interface Listening {
  readonly host: string;
  readonly port: number;
}

/** What the file `postmaster.pid` says of a server that is alive. */
export interface Postmaster extends Listening {
  readonly pid: number;
  readonly ready: boolean;
}

/** A number that no process bears: beyond the largest that systems give out. */
const NOBODY = 2_147_483_646;
const SOCKET_PORT = 5432;
/** Longest path of a socket on every system. */
const LONGEST_SOCKET = 100;

/** The server of this cluster, or null when none is alive (also when it left its file behind). */
export function findPostmaster(folder: string): Postmaster | null {
  const { data } = layout(folder);
  let lines: string[];
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const [pid = '', , , port = '', sockets = '', address = '', , status = ''] = lines;
  if (!isPostmaster(Number(pid), data)) return null;
  return {
    pid: Number(pid),
    host: sockets.trim() || address.trim() || '127.0.0.1',
    port: Number(port),
    ready: status.trim() === 'ready',
  };
}

/** Whether this process is alive and is the server of these data, and not a later process with the same number. */
function isPostmaster(pid: number, data: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch {
    // Gone, or another user's: the server belongs to the owner of the data, whom we may signal.
    return false;
  }
  try {
    // A server works in the folder of its data.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch (problem) {
    // Without such a view of processes, being alive must do.
    return !(errorCode(problem) === 'ENOENT' && existsSync('/proc/self/cwd'));
  }
}

/**
 * The lock files of a server that died, whose number another process of the same user bears now (or which nobody has buried),
 * would keep PostgreSQL from starting. The number is made void and the rest kept, by which PostgreSQL still finds orphans
 * that use the memory. Written through the file that was read: one that a server makes meanwhile is another file.
 */
function voidStaleFiles(folder: string): void {
  const { data, sockets } = layout(folder);
  const locks = readdirSync(sockets).filter((name) => name.endsWith('.lock'));
  for (const path of [join(data, 'postmaster.pid'), ...locks.map((name) => join(sockets, name))]) {
    if (!existsSync(path)) continue;
    const file = openSync(path, 'r+');
    try {
      const [pid = '', ...rest] = readFileSync(file, 'utf8').split('\n');
      if (isPostmaster(Number(pid), data)) continue;
      const text = [String(NOBODY), ...rest].join('\n');
      ftruncateSync(file);
      writeSync(file, text, 0);
    } finally {
      closeSync(file);
    }
  }
}

/** The server ended while starting; `log` is what it said. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  readonly log: string;
  constructor(log: string) {
    super(`PostgreSQL did not start:\n${log.trim()}`);
    this.log = log;
  }
}

/** A socket where its path fits, else a free port of the loopback address. */
export async function chooseListening(folder: string): Promise<Listening> {
  const { sockets } = layout(folder);
  if (
    process.platform !== 'win32' &&
    Buffer.byteLength(join(sockets, `.s.PGSQL.${SOCKET_PORT}`)) <= LONGEST_SOCKET
  ) {
    return { host: sockets, port: SOCKET_PORT };
  }
  return { host: '127.0.0.1', port: await freePort() };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string')
          reject(new Error('the system gave no port'));
        else resolve(address.port);
      });
    });
  });
}

/**
 * Starts the server of `folder` in a session of its own, so that it outlives an interrupted terminal, and waits until it answers.
 * @throws StartFailure with its log when it ends instead.
 */
export async function startPostmaster(
  programs: Programs,
  folder: string,
  listening: Listening,
  settings: Readonly<Record<string, string>>,
): Promise<Postmaster> {
  const { data, log } = layout(folder);
  voidStaleFiles(folder);
  const onSocket = listening.host.startsWith('/');
  const all = {
    listen_addresses: onSocket ? '' : listening.host,
    port: String(listening.port),
    unix_socket_directories: onSocket ? listening.host : '',
    unix_socket_permissions: '0700',
    ...settings,
  };
  const logFile = openSync(
    log,
    existsSync(log) && statSync(log).size > 10_000_000 ? 'w' : 'a',
    0o600,
  );
  const said = statSync(log).size;
  const { uid, gid } = statSync(data);
  const child = spawn(
    join(programs.folder, 'bin', 'postgres'),
    ['-D', data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      cwd: '/',
      detached: true,
      stdio: ['ignore', logFile, logFile],
      env: { LC_ALL: 'C' },
      ...(isRoot() ? { uid, gid } : {}),
    },
  );
  closeSync(logFile);
  const problems: Error[] = [];
  child.on('error', (error) => problems.push(error));
  child.unref();
  for (;;) {
    for (const problem of problems) throw problem;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new StartFailure(readFileSync(log).subarray(said).toString('utf8'));
    }
    const found = findPostmaster(folder);
    if (found?.pid === child.pid && found?.ready === true) return found;
    await pause(10);
  }
}

/** Ends the server: its sessions are cut off, what was committed is kept. Returns when its process is gone. */
export async function stopPostmaster(folder: string): Promise<void> {
  const found = findPostmaster(folder);
  if (found === null) return;
  const started = Date.now();
  let signal: NodeJS.Signals = 'SIGINT';
  process.kill(found.pid, signal);
  while (findPostmaster(folder)?.pid === found.pid) {
    if (signal === 'SIGINT' && Date.now() - started > 15_000) {
      signal = 'SIGQUIT';
      process.kill(found.pid, signal);
    }
    await pause(10);
  }
}
