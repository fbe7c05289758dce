/** In charge of what an address of the page means, and of writing addresses: fromUrl and toUrl mirror each other. */
import type { Role, Session } from '#contract/answers';
import type { AmountUnit } from '#model/fen';
import { BOOKS, FLOWS, SCOPES, type Book, type Flow, type Scope } from '#model/slice';
import { LANGUAGES, type Language } from '../i18n/catalogue.ts';
import { codesOf, type ScopeFilter } from './scopeFilter.ts';

/** The pages, in the order of the rail; `roles` says who may open them. */
const ALL: readonly Role[] = [
  'member',
  'staff',
  'auditor',
  'department',
  'deputy',
  'steward',
  'admin',
  'observer',
];
/** Single vouchers are not for who reads aggregates. */
const CLOSE: readonly Role[] = ['member', 'staff', 'auditor', 'department', 'steward', 'admin'];
const INSIDE: readonly Role[] = ['member', 'staff', 'auditor', 'steward', 'admin'];
export const PAGES = [
  { name: 'overview', path: '/', roles: ALL },
  { name: 'execution', path: '/execution', roles: ALL },
  { name: 'projects', path: '/projects', roles: ALL },
  { name: 'payments', path: '/payments', roles: CLOSE },
  { name: 'assets', path: '/assets', roles: ALL },
  { name: 'audit', path: '/audit', roles: ALL },
  { name: 'alerts', path: '/alerts', roles: ALL },
  { name: 'data', path: '/data', roles: INSIDE },
] as const satisfies readonly { name: string; path: string; roles: readonly Role[] }[];
export type PageName = (typeof PAGES)[number]['name'];

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export const AMOUNT_UNITS = ['yuan', 'wan', 'yi'] as const satisfies readonly AmountUnit[];

/** What the reader has chosen in the context bar; null where the address says nothing and a default applies. */
export interface Chosen extends ScopeFilter {
  readonly region: string | null;
  readonly year: number | null;
  readonly month: number | null;
  readonly book: Book | null;
  readonly flow: Flow | null;
  readonly scope: Scope | null;
  readonly amountUnit: AmountUnit | null;
  /** Version number; null is the current one. */
  readonly asOf: number | null;
  /** `YYYY-MM-DD` on the sources' clock: what had been reported by then; null is everything. */
  readonly reportedBy: string | null;
  readonly lang: Language | null;
  readonly theme: Theme | null;
}

/** An address: the page (null when there is none of that path), the context, and what belongs to the page alone. */
export interface Route {
  readonly page: PageName | null;
  readonly chosen: Chosen;
  readonly own: Readonly<Record<string, string>>;
}

const oneOf =
  <T extends string>(words: readonly T[]) =>
  (text: string | null): T | null =>
    words.find((word) => word === text) ?? null;
const whole =
  (low: number, high: number) =>
  (text: string | null): number | null => {
    const value = text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
    return value !== null && value >= low && value <= high ? value : null;
  };

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** How each part of the context is read; the keys are the names in the address. */
const READ: { readonly [K in keyof Chosen]: (text: string | null) => Chosen[K] } = {
  region: (text) => (text === null || text === '' ? null : text),
  year: whole(1900, 2999),
  month: whole(1, 13),
  book: oneOf(BOOKS),
  flow: oneOf(FLOWS),
  scope: oneOf(SCOPES),
  amountUnit: oneOf(AMOUNT_UNITS),
  asOf: whole(0, 999_999_999),
  reportedBy: (text) => (text !== null && isDate(text) ? text : null),
  department: codesOf,
  unit: codesOf,
  function: codesOf,
  economic: codesOf,
  fromMonth: whole(1, 13),
  toMonth: whole(1, 13),
  lang: oneOf(LANGUAGES),
  theme: oneOf(THEMES),
};

/** Reads an address. Words that mean nothing are as good as absent. */
export function fromUrl(url: URL): Route {
  const { searchParams: query, pathname } = url;
  const chosen: Chosen = {
    region: READ.region(query.get('region')),
    year: READ.year(query.get('year')),
    month: READ.month(query.get('month')),
    book: READ.book(query.get('book')),
    flow: READ.flow(query.get('flow')),
    scope: READ.scope(query.get('scope')),
    amountUnit: READ.amountUnit(query.get('amountUnit')),
    asOf: READ.asOf(query.get('asOf')),
    reportedBy: READ.reportedBy(query.get('reportedBy')),
    department: READ.department(query.get('department')),
    unit: READ.unit(query.get('unit')),
    function: READ.function(query.get('function')),
    economic: READ.economic(query.get('economic')),
    fromMonth: READ.fromMonth(query.get('fromMonth')),
    toMonth: READ.toMonth(query.get('toMonth')),
    lang: READ.lang(query.get('lang')),
    theme: READ.theme(query.get('theme')),
  };
  return {
    page: PAGES.find(({ path }) => path === pathname)?.name ?? null,
    chosen,
    own: Object.fromEntries([...query].filter(([name]) => !(name in READ))),
  };
}

/** Reads an address, whole or from this site's root. */
export function routeAt(href: string): Route {
  return fromUrl(new URL(href, 'http://localhost'));
}

/** Writes an address: path, context, then the page's own. Nothing is written for a default. */
export function toUrl({ page, chosen, own }: Route): string {
  const path = PAGES.find(({ name }) => name === page)?.path ?? '/';
  const query = new URLSearchParams();
  for (const [name, value] of [...Object.entries(chosen), ...Object.entries(own)]) {
    if (value !== null && value !== '') query.set(name, String(value));
  }
  // Commas and tildes are plain in a query and easier to read aloud than %2C.
  const text = query
    .toString()
    .replaceAll('%2C', ',')
    .replaceAll('%7E', '~')
    .replaceAll('%3A', ':');
  return text === '' ? path : `${path}?${text}`;
}

/** Whether this reader may open the page. */
export function mayOpen(page: PageName, session: Session): boolean {
  const roles: readonly Role[] = PAGES.find(({ name }) => name === page)?.roles ?? [];
  return roles.includes(session.role);
}
