/** In charge of leaving alone what is not on the screen: while a period is brushed, and until a choice is painted, a section or a drawing out of sight shows what it showed before. */
import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/** A drawing of which less than two lines of text show below the bar of the page, or at its end, says nothing yet. */
const LINES = '-96px 0px -48px';

export class OnScreen {
  #section = $state(true);
  #drawing = $state(true);
  readonly #busy: () => boolean;

  /** @param busy whether the view changes with every frame just now */
  constructor(busy: () => boolean) {
    this.#busy = busy;
  }

  /** Goes onto the section's element. */
  readonly watch: Attachment<HTMLElement> = seen('0px', (is) => (this.#section = is));
  /** Goes onto the element of the section's drawing. */
  readonly watchDrawing: Attachment<HTMLElement> = seen(LINES, (is) => (this.#drawing = is));

  /** The same view, which says what it said last as long as nobody sees the section and the view is busy. */
  of<View extends object>(view: View): View {
    const last: Record<PropertyKey, unknown> = {};
    return new Proxy(view, {
      get: (target, name) => {
        if (!this.#section && this.#busy() && name in last) return last[name];
        const value: unknown = Reflect.get(target, name, target);
        const said: unknown = typeof value === 'function' ? value.bind(target) : value;
        last[name] = said;
        return said;
      },
    });
  }

  /**
   * What is drawn: as it was before as long as nobody sees the drawing and the view is busy. A state, not a derivation: Svelte marks
   * whatever a change may reach along every path to it, and from the filter to a mark of a chart there are hundreds.
   */
  drawn<Drawn extends object>(make: () => Drawn): { readonly now: Drawn } {
    let now = $state.raw(untrack(make));
    $effect.pre(() => {
      if (this.#drawing || !this.#busy()) now = make();
    });
    return {
      get now() {
        return now;
      },
    };
  }
}

/** Tells whether an element is in the window, or as far inside it as `margin` says. */
function seen(margin: string, tell: (is: boolean) => void): Attachment<HTMLElement> {
  return (element) => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry !== undefined) tell(entry.isIntersecting);
      },
      { rootMargin: margin },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      tell(true);
    };
  };
}
