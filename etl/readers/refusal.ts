/** In charge of carrying a reason for refusing a file from deep inside a reader up to `read`, which turns it into a reject. */
import type { Bilingual } from '#model/bilingual';
import { reject, type Reject, type RejectCode, type RejectFacts } from '#model/reject';

/** Thrown and caught within this folder only. */
export class Refusal extends Error {
  constructor(private readonly make: (path: string) => Reject) {
    super('file refused');
  }

  /** The reject with the name of the file it is about. */
  at(path: string): Reject {
    return this.make(path);
  }
}

/** `throw refuse('file-truncated', damaged(…))`. */
export function refuse<C extends RejectCode>(code: C, facts: RejectFacts<C>): Refusal {
  return new Refusal((path) => reject(code, facts, { path }));
}

/** The facts of `file-truncated`, `archive-bomb` and `too-many-cells`: what exactly was found. */
export function detail(zh: string, en: string): { detail: Bilingual } {
  return { detail: { zh, en } };
}
