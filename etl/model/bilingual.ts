/** In charge of text that is shown in both languages of the screen. */

/** A sentence or title in official Chinese and in English, always both. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}
