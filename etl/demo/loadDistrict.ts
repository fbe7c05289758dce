/** In charge of the demonstration district in the database: loaded once per version of its generator, year by year, and taken up again where it stopped. */
import type { FileReport } from '#contract/loadAnswers';
import type { Database } from '../database.ts';
import { runRules } from '../steps/flag.ts';
import { load } from '../steps/load.ts';
import { newestVersion } from '../steps/versions.ts';
import { DEMO_SOURCE } from '../layouts/published/simulatedSource.ts';
import { FILES, GENERATOR_VERSION, type DistrictFile } from './district/district.ts';
import { REGION, REGION_NAME } from './district/tables.ts';
import { FULL, type Scale } from './district/tree.ts';
import { handleCases } from './handleCases.ts';
import { makeDistrict } from './makeDistrict.ts';

/** Who loads what the program brings. */
export const PROGRAM = '明账';
const FOLDER = '模拟数据';

export interface DistrictRequest {
  readonly scale?: Scale;
  readonly signal?: AbortSignal;
  readonly onFile?: (file: FileReport) => void;
}

/** Loads what is not loaded yet; false where it was cut off. @throws Error where a year is refused, which is our fault. */
export async function loadDistrict(
  database: Database,
  { scale = FULL, signal, onFile }: DistrictRequest = {},
): Promise<boolean> {
  await nameRegion(database);
  const done = await loadedPaths(database);
  if (FILES.every((name) => done.has(pathOf(name)))) {
    await letHandle(database);
    return true;
  }
  const loads: Promise<boolean>[] = [];
  try {
    for await (const file of makeDistrict(scale)) {
      if (done.has(pathOf(file.path))) continue;
      // two at once, since neither keeps both cores busy all the time
      if (signal?.aborted === true || (await loads.at(-2)) === false) return false;
      const loading = loadFile(database, file, signal, onFile);
      loading.catch(() => undefined); // it is awaited below
      loads.push(loading);
    }
    for (const loading of loads) if (!(await loading)) return false;
  } finally {
    await Promise.allSettled(loads);
  }
  await runRules(database, await newestVersion(database.loader));
  await letHandle(database);
  return true;
}

/** False where it was cut off. */
async function loadFile(
  database: Database,
  { path, bytes, reported }: DistrictFile,
  signal: AbortSignal | undefined,
  onFile: DistrictRequest['onFile'],
): Promise<boolean> {
  const { files } = await load(database, {
    inputs: [{ path: pathOf(path), bytes }],
    declared: reported === undefined ? {} : { reported },
    by: PROGRAM,
    source: DEMO_SOURCE,
    rules: 'later',
    ...(signal === undefined ? {} : { signal }),
  });
  for (const file of files) {
    if (file.status === 'cancelled') return false;
    onFile?.(file);
    if (file.status === 'refused')
      throw new Error(`${file.path}: ${JSON.stringify(file.rejects.slice(0, 3))}`);
  }
  return true;
}

/** Some alerts have been handled and some letters not answered: a rule is about those. */
async function letHandle(database: Database): Promise<void> {
  const version = await handleCases(database, PROGRAM);
  if (version !== null) await runRules(database, version);
}

/**
 * Whether a start should load the district: nothing but what the program brings was ever loaded, or a load of it was begun; and
 * no one has taken it out since.
 */
export async function wantsDistrict({ owner }: Database): Promise<boolean> {
  const { rows } = await owner.query<{ begun: boolean; others: boolean; removed: boolean }>(
    `select exists (select from loads where path like $1) as begun,
       exists (select from loads where loaded_by <> $2) as others,
       exists (select from versions where kind = 'removal') as removed`,
    [`${FOLDER}/%`, PROGRAM],
  );
  const [found] = rows;
  if (found === undefined || found.removed) return false;
  return found.begun || !found.others;
}

/** Names bear the generator's version: what another version made is loaded anew. */
function pathOf(name: string): string {
  return `${FOLDER}/v${String(GENERATOR_VERSION)}/${name}`;
}

async function loadedPaths({ owner }: Database): Promise<ReadonlySet<string>> {
  const { rows } = await owner.query<{ path: string }>(
    `select path from loads where status in ('published', 'unchanged')
       and load_id > coalesce((select max(load_id) from loads where started_at < (select max(published_at) from versions where kind = 'removal')), 0)`,
  );
  return new Set(rows.map(({ path }) => path));
}

/** The reference does not hold the district: it is outside GB/T 2260. */
export async function nameRegion({ loader }: Database): Promise<void> {
  await loader.query(
    `insert into regions (region_code, parent, name_zh, name_en, level) values ($1, null, $2, 'Mingchuan District', 3)
     on conflict (region_code) do nothing`,
    [REGION, REGION_NAME],
  );
}
