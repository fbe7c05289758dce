/** In charge of the built program as a process of its own, as users run it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');

/** Builds a program, usually `server/main.ts`, into a folder of its own within the project, where it finds the packages. */
export async function buildProgram(
  entry = 'server/main.ts',
): Promise<{ readonly main: string; remove(): void }> {
  const cache = join(root, 'tests', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'program-'));
  await build({
    root,
    logLevel: 'error',
    configFile: join(root, 'vite.config.ts'),
    build: { ssr: entry, outDir: folder, emptyOutDir: true, sourcemap: false },
  });
  return {
    main: join(folder, `${basename(entry, '.ts')}.js`),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Running {
  readonly process: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** The rest of the first line of standard output that begins with this word. Fails when the program ends before. */
  said(word: string): Promise<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Starts the program; the environment is this one without what would steer it, and `env`. */
export function startProgram(
  main: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Running {
  const ours = [
    'DATABASE_URL',
    'MINGZHANG_DATA',
    'MINGZHANG_SECRET',
    'PORT',
    'HOST',
    'NODE_OPTIONS',
    'VITEST',
  ];
  const rest = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !ours.includes(name)),
  );
  const child = spawn(process.execPath, [main, ...args], {
    cwd: root,
    env: { ...rest, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const waiting: (() => void)[] = [];
  const wake = () => {
    for (const look of waiting) look();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    wake();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code, signal });
    });
  });
  const said = (word: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const [, found] = new RegExp(`^${word} (.+)\\n`, 'm').exec(out) ?? [];
        if (found !== undefined) resolve(found);
      };
      waiting.push(look);
      look();
      void ended.then(({ code }) => {
        reject(new Error(`ended with ${String(code)} before it said “${word}”:\n${out}\n${err}`));
      });
    });
  return { process: child, out: () => out, err: () => err, said, ended };
}

/** Runs the program to its end. */
export async function runProgram(
  main: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
) {
  const running = startProgram(main, args, env);
  const { code } = await running.ended;
  return { code, out: running.out(), err: running.err() };
}
