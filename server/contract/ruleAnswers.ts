/** In charge of the shapes of answers about rules: their words and thresholds, what the committee has set, and what a change would do. */
import type { Bilingual } from '#model/bilingual';
import type { Severity } from './answers.ts';

/** `GET /api/rules` */
export interface RuleDescription {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: 'breach' | 'signal';
  readonly severities: readonly Severity[];
  readonly thresholds: readonly {
    readonly name: string;
    readonly value: number;
    readonly unit: string;
    readonly origin: 'law' | 'found' | 'default';
    readonly title: Bilingual;
    /** As the rule's file says; `value` is as the committee has set it. */
    readonly shipped?: number;
  }[];
  readonly law: readonly { readonly text: Bilingual; readonly article: string }[];
  readonly explanation: Bilingual;
  readonly question: Bilingual;
  readonly status: 'ran' | 'broken' | 'idle';
  readonly problem: string | null;
  /** Whether the committee lets it run. */
  readonly on?: boolean;
  /** What the method cannot know. */
  readonly caution?: Bilingual | null;
  /** Tables that it cannot do without. */
  readonly inputs?: readonly string[];
  /** Alerts of the version, and how long the rule last ran. */
  readonly flags?: number;
  readonly milliseconds?: number;
}

export interface RuleSetting {
  readonly on: boolean;
  /** By name of the threshold, in its unit. */
  readonly thresholds: Readonly<Record<string, number>>;
}

export interface Exemption {
  readonly id: string;
  readonly kind: 'unit' | 'project' | 'item' | 'economic';
  readonly code: string;
  readonly reason: string;
  /** ISO date after which it no longer holds. */
  readonly until: string;
  readonly by: string;
  readonly expired: boolean;
}

/** `GET /api/rules/:id` */
export interface RuleDetail {
  readonly id: string;
  readonly setting: RuleSetting;
  readonly exemptions: readonly Exemption[];
  /** Newest first. `PUT /api/rules/:id` with {setting, exemptions, reason} adds one. */
  readonly changes: readonly {
    readonly at: string;
    readonly by: string;
    readonly reason: string;
    readonly setting: RuleSetting;
    readonly exemptions: readonly Exemption[];
  }[];
  readonly missing: readonly {
    readonly region: string;
    readonly year: number;
    readonly inputs: readonly { readonly input: string; readonly title: Bilingual }[];
  }[];
}

/** `POST /api/rules/:id/back-test` with {setting, exemptions}: alerts gained and lost over everything that is loaded. */
export interface BackTest {
  readonly version: number;
  readonly before: Readonly<Partial<Record<Severity, number>>>;
  readonly after: Readonly<Partial<Record<Severity, number>>>;
  readonly gained: number;
  readonly lost: number;
  readonly changed: number;
  readonly years: readonly {
    readonly year: number;
    readonly before: number;
    readonly after: number;
  }[];
  readonly examples: readonly {
    readonly change: 'gained' | 'lost' | 'changed';
    readonly from: Severity | null;
    readonly to: Severity | null;
    readonly year: number;
    readonly subject: string;
    readonly explanation: Bilingual;
  }[];
}
