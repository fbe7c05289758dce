/** In charge of a change of a rule's setting: whether it can be meant, and the new version in which it holds. */
import { randomUUID } from 'node:crypto';
import type { Database } from '#database';
import type { Bilingual } from '#model/bilingual';
import type { RuleHeader } from '../rules.ts';
import { runRules } from '../steps/flag.ts';
import { addVersion, lockVersions } from '../steps/versions.ts';
import { AS_SHIPPED, readSettings, type Exception, type Setting } from './setting.ts';
import { today } from './workingDays.ts';

/** A setting that cannot be meant; says which part and why. */
export class SettingFault extends Error {
  constructor(readonly said: Bilingual) {
    super(said.en);
  }
}

/** A setting as somebody sent it, nothing of it believed yet. */
export interface Proposal {
  readonly on?: unknown;
  readonly thresholds?: unknown;
  readonly exemptions?: unknown;
}

/** An exemption as it is kept. */
export interface KeptException extends Exception {
  readonly id: string;
  readonly by: string;
}

export type Proposed = Omit<Setting, 'change' | 'exemptions'> & {
  readonly exemptions: readonly KeptException[];
};

const fault = (zh: string, en: string) => new SettingFault({ zh, en });
const KINDS = ['unit', 'project', 'item', 'economic'] as const;
const SERIOUS = ['yellow', 'orange', 'red'];

/** Reads a proposed setting; `before` is the one that holds. @throws SettingFault */
export function readProposal(
  header: RuleHeader,
  { on = true, thresholds = {}, exemptions = [] }: Proposal,
  before: Setting,
  by: string,
): Proposed {
  if (typeof on !== 'boolean')
    throw fault('“on”应为 true 或 false。', '“on” must be true or false.');
  return {
    on,
    thresholds: readThresholds(header, thresholds),
    exemptions: readExemptions(exemptions, before, by),
  };
}

function readThresholds(header: RuleHeader, given: unknown): Readonly<Record<string, number>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw fault('“thresholds”应为名称到数值的对照。', '“thresholds” must map names to numbers.');
  const values: Record<string, number> = {};
  for (const [name, value] of Object.entries(given) as [string, unknown][]) {
    const own = header.thresholds.find((threshold) => threshold.name === name);
    if (own === undefined)
      throw fault(
        `规则没有阈值“${name}”，可用的有：${header.thresholds.map((one) => one.name).join('、')}。`,
        `The rule has no threshold “${name}”; it has ${header.thresholds.map((one) => one.name).join(', ')}.`,
      );
    const { zh, en } = own.title;
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw fault(
        `阈值“${zh}”应是以${own.unit}计的数字，不带单位。`,
        `The threshold “${en}” must be a plain number in ${own.unit}.`,
      );
    const sameSign = own.value < 0 ? value <= 0 : value >= 0;
    if (!sameSign || Math.abs(value) > 1e12)
      throw fault(
        `阈值“${zh}”为 ${value}，正负号与规则不符或过大（原值 ${own.value}${own.unit}）。`,
        `The threshold “${en}” is ${value}: its sign is not the rule's, or it is too large (shipped: ${own.value} ${own.unit}).`,
      );
    if ((own.unit === '%' || own.unit === 'pp') && Math.abs(value) > 1000)
      throw fault(
        `阈值“${zh}”以${own.unit}计，${value} 过大；80% 应填 80。`,
        `The threshold “${en}” is in ${own.unit}; ${value} is too large. Write 80 for 80 %.`,
      );
    if (own.unit === 'count' && Number.isInteger(own.value) && !Number.isInteger(value))
      throw fault(`阈值“${zh}”应为整数。`, `The threshold “${en}” must be a whole number.`);
    if (value !== own.value) values[name] = value;
  }
  demandOrder(header, values);
  return values;
}

/** Yellow, orange and red stay in the order in which the rule has them. */
function demandOrder(header: RuleHeader, values: Readonly<Record<string, number>>): void {
  const steps = SERIOUS.flatMap((name) => {
    const own = header.thresholds.find((threshold) => threshold.name === name);
    return own === undefined ? [] : [{ shipped: own.value, value: values[name] ?? own.value }];
  });
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1];
    if (next === undefined || next.shipped === step.shipped) continue;
    if (next.shipped > step.shipped ? next.value >= step.value : next.value <= step.value) continue;
    throw fault(
      '黄、橙、红的阈值次序颠倒，较重的级别应更难达到。',
      'The thresholds of yellow, orange and red are in the wrong order: a graver level must be harder to reach.',
    );
  }
}

function readExemptions(given: unknown, before: Setting, by: string): readonly KeptException[] {
  if (!Array.isArray(given) || given.length > 500)
    throw fault(
      '“exemptions”应为列表（至多500条）。',
      '“exemptions” must be a list of at most 500.',
    );
  const known = new Map(
    (before.exemptions as readonly KeptException[]).map((one) => [one.id, one]),
  );
  return given.map((value: unknown, index) => {
    const fields: Readonly<Record<string, unknown>> =
      typeof value === 'object' && value !== null ? { ...value } : {};
    const [kind, code, reason, until] = ['kind', 'code', 'reason', 'until'].map((name) => {
      const text = fields[name];
      return typeof text === 'string' ? text.trim().slice(0, 1000) : '';
    });
    const place = index + 1;
    const found = KINDS.find((one) => one === kind);
    if (found === undefined)
      throw fault(`第${place}条豁免的对象类别应为 ${KINDS.join('、')} 之一。`, `Exemption ${place}: the kind must be one of ${KINDS.join(', ')}.`); // prettier-ignore
    if (code === undefined || code === '')
      throw fault(`第${place}条豁免没有写明代码。`, `Exemption ${place} names no code.`);
    if (reason === undefined || reason === '')
      throw fault(`第${place}条豁免没有写明理由。`, `Exemption ${place} gives no reason.`);
    const isDay = until !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(until) && !Number.isNaN(Date.parse(until)); // prettier-ignore
    if (!isDay)
      throw fault(`第${place}条豁免应写明截止日期（年-月-日）。`, `Exemption ${place} needs the day on which it ends (YYYY-MM-DD).`); // prettier-ignore
    const old = typeof fields['id'] === 'string' ? known.get(fields['id']) : undefined;
    const same = old?.kind === found && old.code === code && old.until === until;
    if (!same && until < today())
      throw fault(`第${place}条豁免的截止日期 ${until} 已过。`, `Exemption ${place} ended on ${until} already.`); // prettier-ignore
    return { id: same ? old.id : randomUUID().slice(0, 8), kind: found, code, reason, until, by: same ? old.by : by }; // prettier-ignore
  });
}

/** Keeps a setting with its reason, publishes it as a new version of the same figures, and runs what it changes. Returns the version. */
export async function changeSetting(
  database: Database,
  header: RuleHeader,
  proposal: Proposal,
  reason: string,
  by: string,
): Promise<number> {
  const client = await database.loader.connect();
  let version: number;
  try {
    await client.query('begin');
    const newest = await lockVersions(client);
    const before = (await readSettings(client)).get(header.id) ?? AS_SHIPPED;
    const setting = readProposal(header, proposal, before, by);
    if (isSame(setting, before))
      throw fault('与现行设置相同。', 'It is the same as the present setting.');
    await client.query(
      `insert into rule_settings (rule, by_name, reason, is_on, thresholds, exemptions) values ($1, $2, $3, $4, $5, $6)`,
      [
        header.id,
        by,
        reason,
        setting.on,
        JSON.stringify(setting.thresholds),
        JSON.stringify(setting.exemptions),
      ],
    );
    version = await addVersion(client, newest, { by, kind: 'rules' }, [], []);
    await client.query('commit');
  } catch (problem) {
    await client.query('rollback');
    throw problem;
  } finally {
    client.release();
  }
  await runRules(database, version);
  return version;
}

function isSame(after: Proposed, before: Setting): boolean {
  const plain = ({ on, thresholds, exemptions }: Proposed | Setting) =>
    JSON.stringify([
      on,
      Object.entries(thresholds).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      exemptions.map(({ kind, code, reason, until }) => [kind, code, reason, until]),
    ]);
  return plain(after) === plain(before);
}
