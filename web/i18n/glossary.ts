/** In charge of the glossary: every term of art on the screens, explained in one sentence in both languages. */
import type { Bilingual } from '#model/bilingual';
import { BUDGET_TERMS } from './glossaryBudget.ts';
import { MONEY_TERMS } from './glossaryMoney.ts';
import { OVERSIGHT_TERMS } from './glossaryOversight.ts';

/** A term in both languages, what it means in one sentence, and the international standard's name where there is one. */
export interface GlossaryTerm extends Bilingual {
  readonly sentence: Bilingual;
  /** GFSM 2014, PEFA or IPSAS, as that standard prints it. */
  readonly standard?: string;
}

const terms = { ...BUDGET_TERMS, ...MONEY_TERMS, ...OVERSIGHT_TERMS };

/** Name of a term: the only thing a page has to know. */
export type TermId = keyof typeof terms;

export const GLOSSARY: Readonly<Record<TermId, GlossaryTerm>> = terms;
