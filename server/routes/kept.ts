/** In charge of long answers that are asked again and again: a version never changes, so an answer made once stays good. */

/** Characters kept in all; the answers asked longest ago go first. */
const MOST = 16_000_000;

export class Kept {
  readonly #answers = new Map<string, string>();
  #size = 0;

  /** The answer under its validator, which names version, question, viewer and build; made when it is not there. */
  async answer(etag: string, make: () => Promise<unknown>): Promise<string> {
    const known = this.#answers.get(etag);
    if (known !== undefined) {
      this.#answers.delete(etag);
      this.#answers.set(etag, known);
      return known;
    }
    const made = JSON.stringify(await make());
    if (made.length <= MOST / 4) {
      this.#answers.set(etag, made);
      this.#size += made.length;
      this.#trim();
    }
    return made;
  }

  #trim(): void {
    for (const [etag, answer] of this.#answers) {
      if (this.#size <= MOST) return;
      this.#answers.delete(etag);
      this.#size -= answer.length;
    }
  }
}
