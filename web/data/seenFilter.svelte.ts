/** In charge of the filter that is seen on 预算执行: that of the address, under a brush under way or a choice whose frame is not painted yet. */
import type { Context } from './context.svelte.ts';
import { following, NO_FILTER, type ScopeFilter } from './scopeFilter.ts';

export class SeenFilter {
  readonly #context: Context;
  /** What is seen and not in the address yet. */
  #draft: Partial<ScopeFilter> | null = $state.raw(null);
  #choosing = $state(false);

  /** Whether a period is being brushed, and everything changes with every frame. */
  readonly brushing: boolean = $derived.by(() => this.#draft !== null && !this.#choosing);
  /** Whether what nobody sees has to wait. */
  readonly busy: boolean = $derived.by(() => this.#draft !== null);

  #followed: ScopeFilter = NO_FILTER;
  /** Another object only where it says something else. */
  readonly now: ScopeFilter = $derived.by(() => {
    this.#followed = following(this.#followed, { ...this.#context.filter, ...this.#draft });
    return this.#followed;
  });

  constructor(context: Context) {
    this.#context = context;
  }

  /** Holds to a choice: what is on the screen follows at once; the address, and what it leads to, when the next frame is painted. */
  choose(patch: Partial<ScopeFilter>): void {
    const chosen = { ...this.#draft, ...patch };
    this.#draft = chosen;
    this.#choosing = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        // What was chosen or brushed since then has taken this along.
        if (this.#draft !== chosen) return;
        this.#context.filterBy(chosen);
        this.#draft = null;
        this.#choosing = false;
      }),
    );
  }

  /** Shows what is being tried out, until it is chosen. */
  brush(patch: Partial<ScopeFilter>): void {
    this.#draft = { ...this.#draft, ...patch };
    this.#choosing = false;
  }
}
