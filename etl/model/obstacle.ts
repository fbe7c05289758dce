/** In charge of what is in the way of the program: the person's settings, machine or server; nothing was changed. */
import type { Bilingual } from './bilingual.ts';

/** One clear sentence in both languages (what happened, where, what to do); the program ends with 2 and shows no stack. */
export class Obstacle extends Error {
  override readonly name = 'Obstacle';
  readonly code: string;
  readonly sentence: Bilingual;

  /** `code` is stable, for programs; `cause` is kept for the log. */
  constructor(code: string, sentence: Bilingual, cause?: unknown) {
    super(`${sentence.zh} ${sentence.en}`, { cause });
    this.code = code;
    this.sentence = sentence;
  }
}
