/** In charge of one run of the program: reads the command, opens and closes the database, turns every ending into words and a number. */
import { userInfo } from 'node:os';
import { Command, CommanderError } from 'commander';
import { addCommands, diagnose, type Outcome, type Shell } from '#commands';
import { openDatabase, type Database } from '#database';
import { Obstacle } from '#model/obstacle';
import { addServerCommands } from './commands/commands.ts';
import { readConfig, type Config } from './config.ts';
import { Refusal } from './contract/problem.ts';
import { installation } from './installation.ts';
import { progressOn } from './progress.ts';

/** What the shell needs of a process; tests give their own. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: {
    write(text: string): unknown;
    readonly isTTY?: boolean;
    readonly columns?: number;
  };
  once(event: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void): unknown;
  off(event: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void): unknown;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs one command to its end. 0 done, 2 refused (nothing changed), 1 our own fault. */
export async function run(argv: readonly string[], world: World): Promise<0 | 1 | 2> {
  const interrupted = new AbortController();
  const interrupt = () => {
    interrupted.abort();
  };
  for (const signal of SIGNALS) world.once(signal, interrupt);
  const progress = progressOn(world.stderr);
  let opened: Promise<Database> | null = null;
  let place = '';
  try {
    const config = readConfig(world.env);
    const shell: Shell = {
      open: async () => {
        opened ??= open(config, shell.note);
        ({ place } = await opened);
        return opened;
      },
      line: (text) => {
        progress.clear();
        world.stdout.write(`${text}\n`);
      },
      note: (text) => {
        progress.clear();
        world.stderr.write(`${text}\n`);
      },
      progress: progress.show,
      user: userName(),
      dataFolder: config.dataFolder,
      onServer: config.databaseUrl !== undefined,
      signal: interrupted.signal,
    };
    return await obey(argv, shell, config, world);
  } catch (problem) {
    progress.clear();
    return explain(diagnose(problem, place), world);
  } finally {
    for (const signal of SIGNALS) world.off(signal, interrupt);
    await close(opened);
  }
}

function open(
  { databaseUrl, dataFolder }: Config,
  onNotice: (line: string) => void,
): Promise<Database> {
  return openDatabase({
    dataFolder,
    onNotice,
    ...(databaseUrl === undefined ? {} : { url: databaseUrl }),
  });
}

async function close(opened: Promise<Database> | null): Promise<void> {
  const database = await opened?.catch(() => null);
  await database?.close();
}

async function obey(
  argv: readonly string[],
  shell: Shell,
  config: Config,
  world: World,
): Promise<Outcome> {
  let outcome: Outcome = 0;
  const end = (how: Outcome) => {
    outcome = how;
  };
  const program = new Command('mingzhang')
    .description('明账 Mingzhang：人大预算审查监督 budget oversight for people’s congresses')
    .version(installation().version, '-V, --version', '版本 version')
    .helpOption('-h, --help', '帮助 help')
    .helpCommand('help [command]', '某一命令的帮助 help on a command')
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
    })
    .exitOverride();
  addServerCommands(program, shell, config, end);
  addCommands(program, shell, end);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (problem) {
    if (!(problem instanceof CommanderError)) throw problem;
    return problem.exitCode === 0 ? 0 : 2;
  }
  return outcome;
}

/** Says what was in the way; a fault of our own is told with its causes, for those who mend it. */
function explain(problem: unknown, { stderr }: World): 1 | 2 {
  if (problem instanceof Obstacle) {
    stderr.write(`${problem.message}\n`);
    return 2;
  }
  if (problem instanceof Refusal) {
    stderr.write(`${problem.detail.zh} ${problem.detail.en}\n`);
    return 2;
  }
  stderr.write(
    '程序内部出错，未完成；请把以下内容告知维护人员。 Something went wrong inside the program; please pass on what follows.\n',
  );
  for (
    let cause: unknown = problem;
    cause !== undefined;
    cause = cause instanceof Error ? cause.cause : undefined
  ) {
    stderr.write(
      `${cause instanceof Error ? (cause.stack ?? cause.message) : JSON.stringify(cause)}\n`,
    );
  }
  return 1;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user without an account, as in some containers.
    return String(process.getuid?.() ?? 'mingzhang');
  }
}
