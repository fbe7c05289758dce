/** In charge of leaving alone what is not on the screen: while a period is brushed, a section out of sight shows what it showed before. */
import type { Attachment } from 'svelte/attachments';

/** Beyond the edges of the window by so much a section still counts as seen. */
const NEAR = '120px';

export class OnScreen {
  #seen = $state(true);
  readonly #quiet: () => boolean;

  /** @param busy whether the view changes with every frame just now */
  constructor(busy: () => boolean) {
    this.#quiet = () => busy() && !this.#seen;
  }

  /** Goes onto the section's element. */
  readonly watch: Attachment<HTMLElement> = (element) => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry !== undefined) this.#seen = entry.isIntersecting;
      },
      { rootMargin: NEAR },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  };

  /** The same view, which says what it said last as long as nobody sees the section and the view is busy. */
  of<View extends object>(view: View): View {
    const last: Record<PropertyKey, unknown> = {};
    return new Proxy(view, {
      get: (target, name) => {
        if (this.#quiet() && name in last) return last[name];
        const value: unknown = Reflect.get(target, name, target);
        const said: unknown = typeof value === 'function' ? value.bind(target) : value;
        last[name] = said;
        return said;
      },
    });
  }
}
