/** In charge of what the committee has set for a rule: whether it runs, its thresholds, and who is excepted until when. */
import type pg from 'pg';
import type { Exemption, RuleSetting } from '#contract/ruleAnswers';
import type { RuleHeader, Threshold } from '../rules.ts';
import { lineage, type Ancestry } from './ancestry.ts';
import type { RuleRow } from './wording.ts';

/** An exception as it is set; who set it and whether it has expired are told with the change. */
export type Exception = Pick<Exemption, 'kind' | 'code' | 'reason' | 'until'>;

export interface Setting extends RuleSetting {
  /** Number of the change; 0: as the rule's file says. */
  readonly change: number;
  readonly exemptions: readonly Exception[];
}

export const AS_SHIPPED: Setting = { change: 0, on: true, thresholds: {}, exemptions: [] };

/** The setting of each rule that was ever changed. */
export async function readSettings(
  client: pg.ClientBase | pg.Pool,
): Promise<ReadonlyMap<string, Setting>> {
  const { rows } = await client.query<Setting & { readonly rule: string }>(
    `select distinct on (rule) rule, change_id as change, is_on as on, thresholds, exemptions from rule_settings order by rule, change_id desc`,
  );
  return new Map(rows.map(({ rule, ...setting }) => [rule, setting]));
}

/** The thresholds of a header with the values that the committee has set. */
export function thresholdsOf(header: RuleHeader, { thresholds }: RuleSetting): Threshold[] {
  return header.thresholds.map((threshold) => ({
    ...threshold,
    value: thresholds[threshold.name] ?? threshold.value,
  }));
}

/** The day up to which a row is excepted, itself or with what stands above it; null where it is not. */
export function exceptedUntil(
  row: Pick<RuleRow, 'region_code' | Exclude<Exception['kind'], 'economic'> | 'parameters'>,
  exceptions: readonly Exception[],
  ancestry: Ancestry,
): string | null {
  const own: Readonly<Record<Exception['kind'], unknown>> = {
    unit: row.unit,
    project: row.project,
    item: row.item,
    economic: row.parameters['economic'],
  };
  const days = exceptions.flatMap(({ kind, code, until }) => {
    const subject = own[kind];
    if (typeof subject !== 'string') return [];
    return lineage(ancestry, kind, row.region_code, subject).includes(code) ? [until] : [];
  });
  return days.toSorted().at(-1) ?? null;
}
