/** In charge of the project's own sample of published figures (公开数据): loaded into an empty database, each with its source. */
import type { LoadReport } from '#contract/loadAnswers';
import type { Database } from '../database.ts';
import { runRules } from '../steps/flag.ts';
import { load } from '../steps/load.ts';
import { newestVersion } from '../steps/versions.ts';

const files = import.meta.glob<string>('./published/*.csv', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Loads the sample where nothing was ever published; null where something was. */
export async function loadPublished(database: Database): Promise<LoadReport | null> {
  if ((await newestVersion(database.loader)) !== 0) return null;
  const inputs = Object.entries(files).map(([path, text]) => ({
    path: path.replace(/^.*\//u, ''),
    bytes: new TextEncoder().encode(text),
  }));
  const report = await load(database, { inputs, declared: {}, by: '明账', rules: 'later' });
  await runRules(database, await newestVersion(database.loader));
  return report;
}
