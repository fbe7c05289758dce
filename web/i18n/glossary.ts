/** In charge of the glossary: every term of art on the screens, explained in one sentence in both languages. */
import { BUDGET_TERMS } from './glossaryBudget.ts';
import { MONEY_TERMS } from './glossaryMoney.ts';
import { OVERSIGHT_TERMS } from './glossaryOversight.ts';
import type { GlossaryTerm } from './glossaryTerm.ts';

const terms = { ...BUDGET_TERMS, ...MONEY_TERMS, ...OVERSIGHT_TERMS };

/** Name of a term: the only thing a page has to know. */
export type TermId = keyof typeof terms;

export const GLOSSARY: Readonly<Record<TermId, GlossaryTerm>> = terms;
