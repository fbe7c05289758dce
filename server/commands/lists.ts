/** In charge of the commands that list, `versions`, `flags` and `rules`: lines for people, or the interface's JSON for programs. */
import { both, type Outcome, type Shell } from '#commands';
import type { FlagRow, Page, RuleDescription, VersionRow } from '#contract/answers';
import type { Config } from '../config.ts';
import { askJson, withInterface } from './ownInterface.ts';

const KINDS = {
  empty: { zh: '空', en: 'empty' },
  load: { zh: '装入', en: 'load' },
  rollback: { zh: '回退', en: 'rollback' },
  removal: { zh: '移除', en: 'removal' },
} as const;

export async function listVersions(
  shell: Shell,
  config: Config,
  { json = false }: { readonly json?: boolean },
): Promise<Outcome> {
  await withInterface(shell, config, async (ask) => {
    const answer = await askJson<{ readonly versions: readonly VersionRow[] }>(
      ask,
      '/api/versions',
    );
    if (json) shell.line(JSON.stringify(answer, null, 2));
    else for (const row of answer.versions) shell.line(tellVersion(row));
  });
  return 0;
}

function tellVersion({
  version,
  publishedAt,
  publishedBy,
  kind,
  rolledBackTo,
  current,
  batches,
}: VersionRow): string {
  const files = [...new Set(batches.filter(({ added }) => added).map(({ file }) => file))];
  return [
    `${current ? '*' : ' '} ${version}`,
    publishedAt.slice(0, 16).replace('T', ' '),
    publishedBy,
    both(KINDS[kind]) + (rolledBackTo === null ? '' : ` → ${rolledBackTo}`),
    `${batches.length} 批 batches`,
    ...files,
  ].join('  ');
}

export async function listFlags(
  shell: Shell,
  config: Config,
  { rule, json = false }: { readonly rule?: string; readonly json?: boolean },
): Promise<Outcome> {
  await withInterface(shell, config, async (ask) => {
    const rows: FlagRow[] = [];
    let version = 0;
    let next: string | null = null;
    do {
      const query = new URLSearchParams({
        ...(rule === undefined ? {} : { rule }),
        ...(next === null ? {} : { next }),
      });
      const page: Page<FlagRow> = await askJson(ask, `/api/flags?${query.toString()}`);
      rows.push(...page.rows);
      ({ version, next } = page);
    } while (next !== null);
    if (json) shell.line(JSON.stringify({ version, rows, next: null }, null, 2));
    else for (const row of rows) shell.line(tellFlag(row));
    if (!json) shell.note(`版本 version ${version} · ${rows.length} 条 alerts`);
  });
  return 0;
}

function tellFlag({ severity, rule, region, year, name, itemName, explanation }: FlagRow): string {
  return [severity, rule, region, year, both(name), itemName ?? '', both(explanation)].join('  ');
}

export async function listRules(
  shell: Shell,
  config: Config,
  { json = false }: { readonly json?: boolean },
): Promise<Outcome> {
  await withInterface(shell, config, async (ask) => {
    const answer = await askJson<{ readonly rules: readonly RuleDescription[] }>(ask, '/api/rules');
    if (json) shell.line(JSON.stringify(answer, null, 2));
    else for (const row of answer.rules) shell.line(tellRule(row));
  });
  return 0;
}

function tellRule({ id, kind, severities, status, name, law, problem }: RuleDescription): string {
  return [
    id,
    kind,
    severities.join('|'),
    status + (problem === null ? '' : ` (${problem})`),
    both(name),
    ...law.map(({ text, article }) => `${text.zh} ${article}`),
  ].join('  ');
}
