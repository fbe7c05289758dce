/** In charge of what the reader is looking at: region, year, month, budget, scope, unit, version, language, theme. It lives in the address. */
import { createContext } from 'svelte';
import type { LoadedSlice, Session } from '#contract/answers';
import type { BatchRow, VersionRow } from '#contract/loadAnswers';
import type { Question } from '#contract/question';
import type { AmountUnit, Fen } from '#model/fen';
import type { Book, Flow, Scope } from '#model/slice';
import { unitFor } from '../format/amount.ts';
import { speaker, type Language } from '../i18n/catalogue.ts';
import { choices, type Choices } from './choices.ts';
import { readLoaded, readOtherRegions } from './loaded.ts';
import { NO_MEMBERS, type Members } from './members.ts';
import { originOf, originToText } from './origin.ts';
import { routeAt, toUrl, type Chosen, type PageName, type Route, type Theme } from './route.ts';
import type { ScopeFilter } from './scopeFilter.ts';
import { readSession } from './session.ts';
import { readVersions } from './versions.ts';

/** Choices of a reader that outlive an address. */
const REMEMBERED = ['lang', 'theme', 'amountUnit'] as const;

/** The words of the address that open the drawer; one at a time. */
const CLOSED = { origin: null, flag: null, term: null, payment: null, document: null } as const;

export class Context {
  route: Route = $state.raw(routeAt('/'));
  /** undefined until the server has answered; null when nobody is signed in. */
  session: Session | null | undefined = $state.raw(undefined);
  /** What is loaded in the version that is looked at; null until known. */
  slices: readonly LoadedSlice[] | null = $state.raw(null);
  regions: Members = $state.raw(NO_MEMBERS);
  /** Grows when this reader has acted on an alert, so that lists beside it ask again. */
  touched = $state(0);
  /** The newest version; null until known. */
  current: number | null = $state(null);
  /** Every version with its batches, newest first. */
  versions: readonly VersionRow[] = $state.raw([]);

  readonly #choices: Choices = $derived(
    choices(this.slices ?? [], this.route.chosen, this.session?.region ?? null),
  );

  readonly language: Language = $derived(this.route.chosen.lang ?? remembered('lang') ?? 'zh');
  /** Says a sentence of the catalogue in the reader's language. */
  readonly t = $derived(speaker(this.language));
  readonly theme: Theme = $derived(this.route.chosen.theme ?? remembered('theme') ?? 'auto');

  readonly region: string | null = $derived(this.#choices.region);
  readonly year: number | null = $derived(this.#choices.year);
  /** The month asked for; null leaves it to the server: the latest there is. */
  readonly month: number | null = $derived(this.route.chosen.month);
  readonly scope: Scope | null = $derived(this.#choices.scope);
  readonly book: Book = $derived(this.route.chosen.book ?? 'general');
  readonly flow: Flow = $derived(this.route.chosen.flow ?? 'expenditure');
  /** The reader's unit; null chooses one per view. */
  readonly amountUnit: AmountUnit | null = $derived(
    this.route.chosen.amountUnit ?? remembered('amountUnit'),
  );
  /** Version asked for; null is the current one. */
  readonly asOf: number | null = $derived(this.route.chosen.asOf);
  readonly version: number | null = $derived(this.asOf ?? this.current);
  /** Date on the sources' clock; null for everything that was ever reported. */
  readonly reportedBy: string | null = $derived(this.route.chosen.reportedBy);
  /** Who, on what, of which kind, in which months: what the pages of the ledger hold back. */
  readonly filter: ScopeFilter = $derived(this.route.chosen);
  /** What can be chosen for region, year, scope, month, given the other choices. */
  readonly choices: Choices = $derived(this.#choices);

  /** The batches of the version that is looked at. */
  readonly batches: readonly BatchRow[] = $derived(
    this.versions.find(({ version }) => version === this.version)?.batches ?? [],
  );

  readonly regionName: string = $derived(this.nameOf(this.region));

  /** A region's name in the reader's language, else the Chinese one, else its code. */
  nameOf(region: string | null): string {
    if (region === null) return '';
    const member = this.regions.get(region);
    return (
      (this.language === 'en' ? member?.en : null) ?? member?.zh ?? region.split('~')[1] ?? region
    );
  }

  /** The unit in which a view with these amounts is shown: the reader's, else one that suits the largest. */
  unitFor(amounts: Iterable<Fen | null>): AmountUnit {
    return this.amountUnit ?? unitFor(amounts);
  }

  /** The filters that the context bar stands for; a question about anything in particular adds its own. */
  readonly where: Question['where'] = $derived.by(() => {
    const { region, scope, year, month } = this;
    const fixed = { region, scope, year, month };
    return Object.fromEntries(
      Object.entries(fixed).flatMap(([name, value]) =>
        value === null ? [] : [[name, [String(value)]] as const],
      ),
    );
  });

  /** A question about what the reader looks at. `where` adds and overrides; a dimension in `by` is not held fast. */
  question(
    cube: string,
    measures: readonly string[],
    by: readonly string[] = [],
    where: Question['where'] = {},
  ): Question {
    const kept = Object.entries(this.where).filter(([name]) => !by.includes(name));
    return {
      cube,
      measures,
      by,
      where: { ...Object.fromEntries(kept), ...where },
      ...(this.asOf === null ? {} : { asOf: String(this.asOf) }),
      ...(this.reportedBy === null ? {} : { reportedBy: this.reportedBy }),
    };
  }

  /** Reads the address: at the start and when the reader goes back or forward. */
  read(href: string): void {
    this.route = routeAt(href);
  }

  /** The address of another page with the same context. */
  href(
    page: PageName,
    own: Readonly<Record<string, string>> = {},
    chosen: Partial<Chosen> = {},
  ): string {
    return toUrl({ page, own, chosen: { ...this.route.chosen, ...chosen } });
  }

  /** Goes to an address of this site. `replace` leaves no step to go back to (for choices that are tried out). */
  go(href: string, { replace = false } = {}): void {
    if (replace) history.replaceState(null, '', href);
    else history.pushState(null, '', href);
    const before = this.route.page;
    this.read(href);
    if (this.route.page !== before) {
      window.scrollTo(0, 0);
      document.getElementById('content')?.focus({ preventScroll: true });
    }
  }

  /** Changes the context; null goes back to the default. */
  set(patch: Partial<Chosen>): void {
    for (const name of REMEMBERED) {
      if (!(name in patch)) continue;
      const value = patch[name];
      if (value === null || value === undefined) localStorage.removeItem(`mingzhang.${name}`);
      else localStorage.setItem(`mingzhang.${name}`, value);
    }
    // How it looks is no step to go back to; what is looked at is.
    const replace = Object.keys(patch).every((name) => REMEMBERED.some((one) => one === name));
    this.go(toUrl({ ...this.route, chosen: { ...this.route.chosen, ...patch } }), { replace });
  }

  /** Changes the filter; null lets through again. `replace` for what is tried out, such as a brush under way. */
  filterBy(patch: Partial<ScopeFilter>, options?: { readonly replace?: boolean }): void {
    this.go(toUrl({ ...this.route, chosen: { ...this.route.chosen, ...patch } }), options);
  }

  /** Changes what belongs to the page alone; null or '' takes a word out. */
  setOwn(
    patch: Readonly<Record<string, string | null>>,
    options?: { readonly replace?: boolean },
  ): void {
    const own = { ...this.route.own };
    for (const [name, value] of Object.entries(patch)) {
      if (value === null || value === '') Reflect.deleteProperty(own, name);
      else own[name] = value;
    }
    this.go(toUrl({ ...this.route, own }), options);
  }

  /** Opens the origin of one number: the question behind it, the measure, and where the mark stands. */
  openOrigin(
    question: Question,
    measure: string,
    at: Readonly<Record<string, string | number | null>> = {},
  ): void {
    this.setOwn({ ...CLOSED, origin: originToText(originOf(question, measure, at)) });
  }

  openFlag(id: string): void {
    this.setOwn({ ...CLOSED, flag: id });
  }

  openTerm(term: string): void {
    this.setOwn({ ...CLOSED, term });
  }

  /** Opens one voucher by its id. */
  openPayment(id: string): void {
    this.setOwn({ ...CLOSED, payment: id });
  }

  /** Opens the movements of one document, by kind and number. */
  openDocument(document: string): void {
    this.setOwn({ ...CLOSED, document });
  }

  closeDrawer(): void {
    this.setOwn(CLOSED);
  }

  /** Who is reading. Throws `Refused`. */
  async signIn(): Promise<void> {
    this.session = await readSession();
  }

  /** What is loaded, and how regions are called. Call again after a load or a rollback. Throws `Refused`. */
  async refresh(): Promise<void> {
    const { asOf, reportedBy } = this;
    // Needed for a footnote and a choice; the page does not wait for it.
    void readVersions().then(
      (versions) => (this.versions = versions),
      () => (this.versions = []),
    );
    const loaded = await readLoaded(asOf, reportedBy);
    this.current = loaded.current;
    this.slices = loaded.slices;
    this.regions = loaded.regions;
    // Regions without a budget are named when the page already stands.
    void readOtherRegions(loaded, asOf).then((regions) => (this.regions = regions));
  }
}

function remembered<Name extends (typeof REMEMBERED)[number]>(name: Name): Chosen[Name] {
  if (typeof localStorage === 'undefined') return null;
  const value = localStorage.getItem(`mingzhang.${name}`);
  if (value === null) return null;
  return routeAt(`/?${name}=${value}`).chosen[name];
}

/** `const context = useContext()` in any component below the shell. */
export const [useContext, provideContext] = createContext<Context>();
