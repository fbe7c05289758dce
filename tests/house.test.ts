/** In charge of the house rules: which room may look into which, and what each file owes its reader. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const TOP_LEVEL = [
  'server',
  'web',
  'etl',
  'sql',
  'tests',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'README.md',
  'README.zh-CN.md',
  'LICENSE',
  'CHANGELOG.md',
  'eslint.config.js',
  'svelte.config.js',
];

/** The drawing of the house: what each room may import. Rooms named first are deeper. */
const ARROWS: readonly (readonly [room: string, mayImport: readonly string[]])[] = [
  ['etl/model', ['etl/model']],
  ['etl/datasets', ['etl/model', 'etl/datasets']],
  ['etl/readers', ['etl/model', 'etl/readers']],
  ['etl/layouts', ['etl/model', 'etl/datasets', 'etl/layouts', 'etl/reference.ts']],
  ['etl', ['etl', 'server/contract']],
  ['server/contract', ['etl/model', 'etl/datasets', 'server/contract']],
  ['server/arrow', ['etl/model', 'server/contract', 'server/arrow']],
  [
    'server/query',
    [
      'etl/model',
      'etl/datasets',
      'etl/database.ts',
      'server/contract',
      'server/arrow',
      'server/query',
    ],
  ],
  ['server/main.ts', ['etl', 'server']],
  ['server/shell.ts', ['etl', 'server']],
  ['server/commands', ['etl', 'server']],
  [
    'server',
    [
      'etl/model',
      'etl/datasets',
      'etl/database.ts',
      'etl/steps/load.ts',
      'etl/steps/rollback.ts',
      'etl/steps/changesBetween.ts',
      'etl/rules.ts',
      'etl/flags',
      'etl/mapping',
      'server',
      'web/charts',
    ],
  ],
  ['web', ['etl/model', 'etl/datasets', 'server/contract', 'web']],
];

const DOORS: readonly (readonly [RegExp, (name: string) => string])[] = Object.entries(
  (
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      imports: Record<string, string>;
    }
  ).imports,
).map(([door, target]) => [
  new RegExp(`^${door.replace('*', '(.+)')}$`),
  (name: string) => target.replace('./', '').replace('*', name),
]);

function files(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(join(root, path)).isDirectory() ? files(path) : [path];
  });
}

const sources = ['server', 'web', 'etl']
  .flatMap(files)
  .filter((path) => /\.(ts|svelte)$/.test(path));

/** The project files that a file imports, by relative path or by door. */
function imports(path: string): { readonly written: string; readonly target: string }[] {
  const text = readFileSync(join(root, path), 'utf8');
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...found].flatMap(([, written = '']) => {
    if (written.startsWith('.')) {
      return [{ written, target: normalize(join(dirname(path), written)) }];
    }
    for (const [door, open] of DOORS) {
      const match = door.exec(written);
      if (match !== null) return [{ written, target: open(match[1] ?? '') }];
    }
    return [];
  });
}

const under = (path: string, room: string) => path === room || path.startsWith(`${room}/`);

describe('the house', () => {
  test('has only the agreed top level', () => {
    const extra = readdirSync(root).filter(
      (name) =>
        !name.startsWith('.') &&
        !['node_modules', 'dist', 'coverage'].includes(name) &&
        !TOP_LEVEL.includes(name),
    );
    expect(extra).toEqual([]);
  });

  test('keeps its arrows: imports point only up the line, through the doors', () => {
    const wrong = sources.flatMap((path) => {
      const allowed = ARROWS.find(([room]) => under(path, room))?.[1] ?? [];
      return imports(path)
        .filter(({ target }) => !allowed.some((room) => under(target, room)))
        .map(({ written }) => `${path} → ${written}`);
    });
    expect(wrong).toEqual([]);
  });

  test('lets no relative import leave its top-level folder', () => {
    const wrong = sources.flatMap((path) =>
      imports(path)
        .filter(
          ({ written, target }) =>
            written.startsWith('.') &&
            path.split('/')[0] !== target.split('/')[0] &&
            !target.startsWith('sql/'),
        )
        .map(({ written }) => `${path} → ${written}`),
    );
    expect(wrong).toEqual([]);
  });

  test('has no import cycle', () => {
    const graph = new Map(sources.map((path) => [path, imports(path).map(({ target }) => target)]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (path: string, trail: readonly string[]) => {
      if (trail.includes(path))
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (done.has(path) || trail.includes(path)) return;
      for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
      done.add(path);
    };
    for (const path of sources) walk(path, []);
    expect(cycles).toEqual([]);
  });

  test('opens each file with the sentence on what it is in charge of', () => {
    const silent = [...sources, ...files('tests').filter((path) => path.endsWith('.ts'))].filter(
      (path) => {
        const text = readFileSync(join(root, path), 'utf8').replace(/^#!.*\n/, '');
        return !/^(\/\*\*|<!--)\s*(\*\s*)?In charge of/.test(text);
      },
    );
    expect(silent).toEqual([]);
  });

  test('has no drawer for odds and ends', () => {
    const drawers = sources.filter(
      (path) => /\/(utils?|helpers?|lib|common|shared)\//.test(path) || /\/index\.ts$/.test(path),
    );
    expect(drawers).toEqual([]);
  });

  test('speaks only of itself', () => {
    const tracked = [...sources, ...['sql', 'tests'].flatMap(files)].filter((path) =>
      /\.(ts|svelte|sql|css|html)$/.test(path),
    );
    const told = tracked.filter(
      (path) =>
        path !== relative(root, import.meta.filename) &&
        /\/(work|root|home)\/[a-z]/.test(readFileSync(join(root, path), 'utf8')),
    );
    expect(told).toEqual([]);
  });
});
