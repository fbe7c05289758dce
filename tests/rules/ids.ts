/** In charge of the list of what the law book must hold: the ids of the alert rules and of the checks that the loaded kinds of table allow. */

const numbered = (family: string, last: number): string[] =>
  Array.from({ length: last }, (_, at) => `${family}-${String(at + 1).padStart(2, '0')}`);

/** Budget execution, three publics, revenue, transfers, debt, payments, projects: fifty-eight in all. */
export const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  BE: numbered('BE', 18),
  TP: numbered('TP', 5),
  RV: numbered('RV', 5),
  TR: numbered('TR', 5),
  DB: numbered('DB', 6),
  PY: numbered('PY', 9),
  PJ: numbered('PJ', 10),
};

/** The rules of the seven families and the alert that is not answered in time. */
export const RULE_IDS: readonly string[] = [...Object.values(FAMILIES).flat(), 'OL-02'];

/**
 * Not asked of the kinds of table that are loaded: sentences about empty tables (DQ-15) and the ledger of rectification (DQ-22).
 * DQ-02 … DQ-06 stand for governments here, not in their form for departments' accounts; DQ-16 for printed percentages, not for narrative text.
 */
const NOT_ASKED: readonly string[] = ['DQ-15', 'DQ-22'];

/** The checks of the handbook that must be there. */
export const CHECK_IDS: readonly string[] = numbered('DQ', 21).filter(
  (id) => !NOT_ASKED.includes(id),
);
