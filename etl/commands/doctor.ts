/** In charge of the command `doctor`: what this machine has, where the data lie, what is missing. */
import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Database } from '../database.ts';
import { migrations } from '../migrate.ts';
import { both, type Outcome, type Shell } from '../shell.ts';

interface Finding {
  readonly good: boolean;
  readonly text: string;
}

const good = (text: string): Finding => ({ good: true, text });
const bad = (text: string): Finding => ({ good: false, text });

const OLDEST_NODE = [20, 19] as const;
const LEAST_SPACE = 1_000_000_000;

export async function doctor(shell: Shell): Promise<Outcome> {
  const findings = [node(), user()];
  try {
    const database = await shell.open();
    findings.push(...(await server(database, shell)), ...(await contents(database)));
  } catch (problem) {
    findings.push(
      bad(
        `数据库不能打开 The database cannot be opened: ${problem instanceof Error ? problem.message : String(problem)}`,
      ),
    );
  }
  for (const { good: fine, text } of findings) shell.line(`${fine ? '✓' : '✗'} ${text}`);
  for (const text of tools()) shell.line(`  ${text}`);
  const wrong = findings.filter((finding) => !finding.good).length;
  shell.line(
    wrong === 0
      ? both({ zh: '一切正常。', en: 'All is well.' })
      : both({ zh: `有 ${wrong} 处需要处理（✗）。`, en: `${wrong} to be seen to (✗).` }),
  );
  return wrong === 0 ? 0 : 2;
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return {
    good: enough,
    text: `Node ${process.versions.node} (${process.platform}-${process.arch})${enough ? '' : ' · 需要 needs ≥ 20.19'}`,
  };
}

function user(): Finding {
  const { username, uid } = userInfo();
  return good(`系统用户 user ${username} (${uid})`);
}

async function server(database: Database, shell: Shell): Promise<Finding[]> {
  const { rows } = await database.owner.query<{ version: string; folder: string | null }>(
    `select current_setting('server_version') as version, case when pg_has_role('pg_read_all_settings', 'usage') then current_setting('data_directory', true) end as folder`,
  );
  const version = rows[0]?.version ?? '?';
  if (shell.onServer) return [good(`PostgreSQL ${version} · ${database.place}`)];
  const folder = rows[0]?.folder ?? database.place;
  const owner = existsSync(folder) ? statSync(folder).uid : null;
  const { bavail, bsize } = await statfs(database.place);
  const free = bavail * bsize;
  const space = `剩余空间 free space ${(free / 1e9).toFixed(1)} GB · ${database.place}`;
  return [
    good(
      `PostgreSQL ${version}（随程序安装 carried by the program）· 数据 data ${folder} · 系统用户 user ${owner ?? '?'}`,
    ),
    free < LEAST_SPACE ? bad(space) : good(space),
  ];
}

async function contents({ owner }: Database): Promise<Finding[]> {
  const { rows: applied } = await owner.query('select from migrations');
  const { rows: versions } = await owner.query<{ version: number; files: string }>(
    'select max(version) as version, (select count(*) from files)::text as files from versions',
  );
  const { rows: dead } = await owner.query<{ count: string }>(
    'select count(*)::text as count from batches where published_at is null',
  );
  const left = Number(dead[0]?.count ?? 0);
  return [
    good(`数据库结构 migrations ${applied.length}/${Object.keys(migrations).length}`),
    good(`版本 version ${versions[0]?.version ?? 0} · 文件 files ${versions[0]?.files ?? '0'}`),
    good(
      `未发布的批次 unpublished batches ${left}${left === 0 ? '' : '（下次启动后清除，正在装入的除外 removed after the next start unless a load is under way）'}`,
    ),
  ];
}

/** What only the tests and pictures of the project need. */
function tools(): string[] {
  const browser = ['chromium', 'chromium-browser', 'google-chrome'].find(inPath);
  return [`浏览器（仅测试需要）browser (tests only): ${browser ?? '没有 none'}`];
}

function inPath(program: string): boolean {
  return ['/usr/bin', '/usr/local/bin', '/bin']
    .join(delimiter)
    .split(delimiter)
    .some((folder) => existsSync(join(folder, program)));
}
