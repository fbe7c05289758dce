/** In charge of the law book: a rule's setting and exemptions, changing them with a reason, and the back-test of a change. */
import type { Severity } from '#contract/answers';
import type {
  BackTest,
  Exemption,
  RuleDescription,
  RuleDetail,
  RuleSetting,
} from '#contract/ruleAnswers';
import { ask } from './api.ts';

export const EXEMPTION_KINDS = [
  'unit',
  'project',
  'item',
  'economic',
] as const satisfies readonly Exemption['kind'][];

/** What the committee decides about a rule. */
export interface RuleDraft {
  readonly setting: RuleSetting;
  readonly exemptions: readonly ExemptionDraft[];
}
export type ExemptionDraft = Pick<Exemption, 'kind' | 'code' | 'reason' | 'until'>;

const pathOf = (id: string) => `/api/rules/${encodeURIComponent(id)}`;

/** Throws `Refused`. */
export async function readRule(id: string, signal?: AbortSignal): Promise<RuleDetail> {
  return (await ask(pathOf(id), signal ? { signal } : {})) as RuleDetail;
}

/** The draft that changes nothing. */
export function draftOf({ setting, exemptions }: RuleDetail): RuleDraft {
  return {
    setting,
    exemptions: exemptions.map(({ kind, code, reason, until }) => ({ kind, code, reason, until })),
  };
}

/** Whether two drafts decide the same. */
export function sameDraft(left: RuleDraft, right: RuleDraft): boolean {
  const text = ({ setting, exemptions }: RuleDraft) =>
    JSON.stringify([
      setting.on,
      Object.entries(setting.thresholds).toSorted(([a], [b]) => a.localeCompare(b)),
      exemptions.map(({ kind, code, reason, until }) => [kind, code, reason, until]),
    ]);
  return text(left) === text(right);
}

/** Alerts gained and lost over everything that is loaded. Throws `Refused`, with the field of a threshold of wrong unit or sign. */
export async function backTest(
  id: string,
  draft: RuleDraft,
  signal?: AbortSignal,
): Promise<BackTest> {
  return (await ask(`${pathOf(id)}/back-test`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(draft),
    ...(signal ? { signal } : {}),
  })) as BackTest;
}

/** Puts the draft into force. Throws `Refused`. */
export async function decide(id: string, draft: RuleDraft, reason: string): Promise<RuleDetail> {
  return (await ask(pathOf(id), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...draft, reason }),
  })) as RuleDetail;
}

/** Families of rules by the letters of their ids, in the order of the handbook. */
export const FAMILIES = ['BE', 'TP', 'RV', 'TR', 'DB', 'PY', 'PJ', 'OL', 'PEFA'] as const;
export type Family = (typeof FAMILIES)[number] | 'other';

export function familyOf(id: string): Family {
  return FAMILIES.find((family) => id.startsWith(`${family}-`)) ?? 'other';
}

/** Rules by family, each in the order of its ids; families without rules are left out. */
export function rulesByFamily(
  rules: readonly RuleDescription[],
): readonly { readonly family: Family; readonly rules: readonly RuleDescription[] }[] {
  return [...FAMILIES, 'other' as const].flatMap((family) => {
    const own = rules
      .filter(({ id }) => familyOf(id) === family)
      .toSorted((a, b) => a.id.localeCompare(b.id));
    return own.length === 0 ? [] : [{ family, rules: own }];
  });
}

/** A threshold as it is typed: a ratio in percent, anything else as it is. */
export function typedThreshold(value: number, unit: string): string {
  return String(unit === 'ratio' ? Number((value * 100).toFixed(6)) : value);
}

/** What was typed, in the unit of the threshold; null where it is no number. */
export function thresholdTyped(text: string, unit: string): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) return null;
  return unit === 'ratio' ? Number((value / 100).toFixed(8)) : value;
}

/** Counts by severity before and after, most serious first, without those that are zero on both sides. */
export function severityPairs(
  { before, after }: Pick<BackTest, 'before' | 'after'>,
  severities: readonly Severity[],
): readonly { readonly severity: Severity; readonly before: number; readonly after: number }[] {
  return severities.flatMap((severity) => {
    const [was, is] = [before[severity] ?? 0, after[severity] ?? 0];
    return was === 0 && is === 0 ? [] : [{ severity, before: was, after: is }];
  });
}
