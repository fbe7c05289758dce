/** In charge of an answer that follows its question: the old one stays on the page until the new one is there. */
import { Refused } from './api.ts';

export class Asked<T> {
  /** The latest answer; null before the first. */
  value: T | null = $state.raw(null);
  /** Why the latest question was not answered. */
  problem: Refused | null = $state.raw(null);
  waiting = $state(true);
  #again = $state(0);

  /**
   * Create it while a component is set up. `ask` reads its question from state before its first `await` and is called
   * again whenever that changes; null means there is nothing to ask yet.
   */
  constructor(ask: (signal: AbortSignal) => Promise<T> | null) {
    $effect(() => {
      const abort = new AbortController();
      const answer = this.#again >= 0 ? ask(abort.signal) : null;
      if (answer === null) return;
      this.waiting = true;
      answer.then(
        (value) => {
          if (abort.signal.aborted) return;
          this.value = value;
          this.problem = null;
          this.waiting = false;
        },
        (error: unknown) => {
          if (abort.signal.aborted) return;
          this.waiting = false;
          this.problem = error instanceof Refused ? error : unreadable(error);
          if (!(error instanceof Refused)) reportError(error);
        },
      );
      return () => abort.abort();
    });
  }

  /** Asks once more. */
  retry(): void {
    this.#again += 1;
  }
}

/** Our own mistake in reading an answer: told like one that could not be read, and reported. */
function unreadable(cause: unknown): Refused {
  const code = 'unreadable';
  return new Refused(
    { type: 'about:blank', title: code, status: 0, code, detail: code },
    { cause },
  );
}
