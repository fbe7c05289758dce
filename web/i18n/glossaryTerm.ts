/** In charge of what an entry of the glossary holds. */
import type { Bilingual } from '#model/bilingual';

/** A term in both languages, what it means in one sentence, and the international standard's name where there is one. */
export interface GlossaryTerm extends Bilingual {
  readonly sentence: Bilingual;
  /** GFSM 2014, PEFA or IPSAS, as that standard prints it. */
  readonly standard?: string;
}
