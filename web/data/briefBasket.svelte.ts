/** In charge of the alerts that a reader has put aside for a brief: ids kept on this machine, until taken out again. */

const PLACE = 'mingzhang.brief';

function kept(): readonly string[] {
  if (typeof localStorage === 'undefined') return [];
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

class BriefBasket {
  ids: readonly string[] = $state.raw(kept());

  has(id: string): boolean {
    return this.ids.includes(id);
  }

  /** Puts an alert in, or takes it out again. */
  toggle(id: string): void {
    this.ids = this.has(id) ? this.ids.filter((one) => one !== id) : [...this.ids, id];
    localStorage.setItem(PLACE, JSON.stringify(this.ids));
  }

  clear(): void {
    this.ids = [];
    localStorage.removeItem(PLACE);
  }
}

export const briefBasket = new BriefBasket();
