/** In charge of the command `start`: database, demonstration data, server; then two lines, and an orderly end. */
import type { AddressInfo } from 'node:net';
import {
  claimServing, loadDistrict, loadPublished, recover, secret, wantsDistrict, type Outcome, type Shell,
} from '#commands'; // prettier-ignore
import type { Database } from '#database';
import { Obstacle } from '#model/obstacle';
import { createSignInLink } from '../access/signInLinks.ts';
import { buildApp } from '../app.ts';
import { parsePort, type Config } from '../config.ts';
import { installation } from '../installation.ts';

export interface StartFlags {
  readonly port?: string;
  readonly host?: string;
  readonly demo: boolean;
}

/** Name of the user for whom the printed link is. */
const FIRST_ADMINISTRATOR = 'administrator';
/** What still runs after this is cut off. */
const PATIENCE_MS = 5_000;

type App = Awaited<ReturnType<typeof buildApp>>;

export async function start(shell: Shell, config: Config, flags: StartFlags): Promise<Outcome> {
  const port = flags.port === undefined ? config.port : parsePort(flags.port, '--port');
  const host = flags.host ?? config.host;
  const database = await shell.open();
  // Several programs may serve a database server; data of our own are served by one.
  const claim = shell.onServer ? null : await claimServing(database);
  const { webFolder } = installation();
  if (webFolder === undefined) {
    shell.note(
      '网页尚未构建，只提供接口；请运行 npm run build。 The pages were not built, so only the interface answers; run npm run build.',
    );
  }
  const app = await buildApp({
    database,
    secret: config.secret ?? (await secret(database.owner, 'cookies')),
    ...(webFolder === undefined ? {} : { webFolder }),
  });
  let background: Promise<void> = Promise.resolve();
  try {
    const url = await listen(app, host, port);
    await claim?.announce(url);
    if (flags.demo && (await isEmpty(database))) await fill(shell, database);
    shell.note(`数据 data: ${database.place}`);
    const link = await createSignInLink(database, { name: FIRST_ADMINISTRATOR, role: 'admin' });
    shell.line(`ready ${url}`);
    shell.line(`sign-in ${url}${link}`);
    background = workOn(shell, database, flags.demo);
    await ended(shell.signal);
    shell.note('正在停止… Stopping…');
  } finally {
    await closeApp(app);
    await background;
    claim?.release();
  }
  return 0;
}

/** What is done while pages are already served: putting in order what dead loads left, then the simulated district. */
async function workOn(shell: Shell, database: Database, demo: boolean): Promise<void> {
  const said = (zh: string, en: string) => (problem: unknown) => {
    shell.note(`${zh} ${en}: ${problem instanceof Error ? problem.message : String(problem)}`);
  };
  await recover(database, shell.signal).catch(
    said('未能收拾中断的装入', 'What dead loads left could not be put in order'),
  );
  if (!demo || shell.signal.aborted) return;
  await demonstrate(shell, database).catch(
    said('模拟数据未能装入', 'The simulated data could not be loaded'),
  );
}

/** The simulated district; a start that is cut off goes on at the next. */
async function demonstrate(shell: Shell, database: Database): Promise<void> {
  if (!(await wantsDistrict(database))) return;
  const loaded: string[] = [];
  const whole = await loadDistrict(database, {
    signal: shell.signal,
    onFile: ({ path, version }) => {
      loaded.push(path);
      shell.note(`模拟数据 simulated data: ${path} → ${String(version)}`);
    },
  });
  if (whole && loaded.length > 0) shell.note('模拟数据已装入。 The simulated data are loaded.');
}

/** Waits until the person or the system ends the program. */
function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

/** Lets requests finish, and cuts off what takes too long, as an open stream of progress would. */
async function closeApp(app: App): Promise<void> {
  const timer = setTimeout(() => {
    app.server.closeAllConnections();
  }, PATIENCE_MS);
  app.server.closeIdleConnections();
  try {
    await app.close();
  } finally {
    clearTimeout(timer);
  }
}

/** Listens and returns the address to open. @throws Obstacle where host or port cannot be had. */
async function listen(app: App, host: string, port: number): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (problem) {
    throw cannotListen(problem, host, port);
  }
  const bound = app.server.address() as AddressInfo;
  const reachable =
    { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
  return `http://${reachable}:${bound.port}`;
}

function cannotListen(problem: unknown, host: string, port: number): unknown {
  const code = problem instanceof Error && 'code' in problem ? problem.code : '';
  if (code === 'EADDRINUSE') {
    return new Obstacle(
      'port-busy',
      {
        zh: `端口 ${port} 已被其他程序占用。请用 --port 或环境变量 PORT 指定另一个端口，例如 --port ${port + 1}。`,
        en: `Port ${port} is in use by another program. Give another one with --port or PORT, for example --port ${port + 1}.`,
      },
      problem,
    );
  }
  if (code === 'EACCES') {
    return new Obstacle(
      'port-forbidden',
      {
        zh: `当前用户不能使用端口 ${port}；请用 1024 以上的端口。`,
        en: `This user may not use port ${port}; give one above 1024.`,
      },
      problem,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new Obstacle(
      'bad-host',
      {
        zh: `“${host}”不是本机的地址；请检查 --host 或环境变量 HOST，例如 127.0.0.1。`,
        en: `“${host}” is no address of this machine; look at --host or HOST, for example 127.0.0.1.`,
      },
      problem,
    );
  }
  return problem;
}

async function isEmpty({ owner }: Database): Promise<boolean> {
  const { rows } = await owner.query('select from versions where version > 0 limit 1');
  return rows.length === 0;
}

/** The real published figures that the program brings. */
async function fill(shell: Shell, database: Database): Promise<void> {
  shell.note('数据库为空，正在装入公开数据… The database is empty: loading the published figures…');
  await loadPublished(database);
}
