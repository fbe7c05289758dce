/** In charge of the vouchers of one context: the words of the page 支付 in the address, its filters, its questions, its pages of rows. */
import type { LoadedSlice } from '#contract/answers';
import type { PaymentPage, PaymentRow } from '#contract/ledgerAnswers';
import type { Question } from '#contract/question';
import type { Book } from '#model/slice';
import { ask, askFile } from './api.ts';
import { ledgerSlices } from './ledgerPages.ts';
import { codesOf, monthsOf, whereOf, type Codes, type ScopeFilter } from './scopeFilter.ts';

export const PAYMENT_ORDERS = ['-date', 'date', '-amount', 'amount'] as const;
export type PaymentOrder = (typeof PAYMENT_ORDERS)[number];

/** What the page 支付 holds back beyond the filter that it shares; each a word of the address. */
export interface PaymentWords {
  /** Characters looked for in the purpose and, for who may see names, the payee. */
  readonly text: string | null;
  /** Amounts in 元, as written. */
  readonly least: string | null;
  readonly most: string | null;
  readonly project: Codes;
  readonly payee: Codes;
  readonly method: Codes;
  readonly order: PaymentOrder;
}

export const NO_WORDS: PaymentWords = {
  text: null,
  least: null,
  most: null,
  project: null,
  payee: null,
  method: null,
  order: '-date',
};

/** The coded words and the dimensions that they stand for. */
export const PAYMENT_CODES = { project: 'project', payee: 'payee', method: 'method' } as const;
export type PaymentCode = keyof typeof PAYMENT_CODES;
export const PAYMENT_CODE_NAMES = ['project', 'payee', 'method'] as const satisfies PaymentCode[];

/** `12,000`, `12000.50` → `12000`, `12000.50`; null for what is no amount. */
export function amountWord(text: string | undefined): string | null {
  const plain = (text ?? '').replace(/[,，\s]/g, '');
  return /^-?\d{1,15}(\.\d{1,2})?$/.test(plain) ? plain : null;
}

/** Reads the words of the page; what means nothing is as good as absent. */
export function paymentWords(own: Readonly<Record<string, string>>): PaymentWords {
  const text = (own['text'] ?? '').trim();
  return {
    text: text === '' ? null : text,
    least: amountWord(own['least']),
    most: amountWord(own['most']),
    project: codesOf(own['project'] ?? null),
    payee: codesOf(own['payee'] ?? null),
    method: codesOf(own['method'] ?? null),
    order: PAYMENT_ORDERS.find((order) => order === own['order']) ?? '-date',
  };
}

/** Whether rows are held back by something that cubes cannot ask for: a text, or amounts. */
export function beyondCubes({ text, least, most }: PaymentWords): boolean {
  return text !== null || least !== null || most !== null;
}

/** What the context says of the vouchers that are looked at. */
export interface PaymentPlace {
  readonly region: string | null;
  readonly year: number | null;
  /** To which month; null for all there are. */
  readonly month: number | null;
  readonly book: Book;
  readonly filter: ScopeFilter;
  readonly asOf: number | null;
  readonly reportedBy: string | null;
  /** What is loaded, for telling vouchers with a budget from those without. */
  readonly slices: readonly LoadedSlice[];
}

/** The place as the context stands. */
export function paymentPlace({
  region,
  year,
  month,
  book,
  filter,
  asOf,
  reportedBy,
  slices,
}: Omit<PaymentPlace, 'slices'> & {
  readonly slices: readonly LoadedSlice[] | null;
}): PaymentPlace {
  return { region, year, month, book, filter, asOf, reportedBy, slices: slices ?? [] };
}

const nullable = (codes: readonly string[]) => codes.map((code) => (code === '~' ? null : code));

/** The slices of payments of a region, all years. */
export function paymentSlices(
  slices: readonly LoadedSlice[],
  region: string | null,
): readonly LoadedSlice[] {
  return ledgerSlices(slices, 'payments').filter((slice) => slice.region === region);
}

/** The filters as dimensions. Payments of the chosen budget only, where the source tells budgets apart. */
export function paymentWhere(place: PaymentPlace, words: PaymentWords): Question['where'] {
  const { region, year, month, book, filter, slices } = place;
  const told = paymentSlices(slices, region).some(
    (slice) => slice.year === year && slice.book !== null,
  );
  const months = monthsOf(filter) ?? monthsOf({ ...filter, fromMonth: null, toMonth: month });
  return {
    ...(region === null ? {} : { region: [region] }),
    ...(year === null ? {} : { year: [String(year)] }),
    ...(told ? { book: [book] } : {}),
    ...(months === null ? {} : { month: months.map(String) }),
    ...whereOf(filter),
    ...Object.fromEntries(
      PAYMENT_CODE_NAMES.flatMap((name) => {
        const codes = words[name];
        return codes === null ? [] : [[PAYMENT_CODES[name], nullable(codes)] as const];
      }),
    ),
  };
}

/** A question to the cube about the vouchers that are looked at. */
export function paymentQuestion(
  place: PaymentPlace,
  words: PaymentWords,
  measures: readonly string[],
  by: readonly string[],
  more: Pick<Question, 'order' | 'limit'> = {},
): Question {
  return {
    cube: 'payments',
    measures,
    by,
    where: paymentWhere(place, words),
    ...(place.asOf === null ? {} : { asOf: String(place.asOf) }),
    ...(place.reportedBy === null ? {} : { reportedBy: place.reportedBy }),
    ...more,
  };
}

/** The address of a page of rows. `unmask` is sent only where the reader asked for names. */
export function paymentsAddress(
  place: PaymentPlace,
  words: PaymentWords,
  page: { readonly cursor: string | null; readonly limit: number; readonly unmask?: boolean },
): string {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(paymentWhere(place, words))) {
    query.set(name, values.map((value) => value ?? '~').join(','));
  }
  const { text, least, most, order } = words;
  for (const [name, value] of Object.entries({
    text,
    least,
    most,
    order,
    asOf: place.asOf === null ? null : String(place.asOf),
    reportedBy: place.reportedBy,
    cursor: page.cursor,
    limit: String(page.limit),
    unmask: page.unmask === true ? 'true' : null,
  })) {
    if (value !== null) query.set(name, value);
  }
  return `/api/payments?${query.toString()}`;
}

/** A page of rows. Throws `Refused`. */
export async function readPayments(
  place: PaymentPlace,
  words: PaymentWords,
  page: { readonly cursor: string | null; readonly limit: number; readonly unmask?: boolean },
  signal?: AbortSignal,
): Promise<PaymentPage> {
  return readPage(paymentsAddress(place, words, page), signal);
}

async function readPage(path: string, signal?: AbortSignal): Promise<PaymentPage> {
  const answer = (await ask(path, signal ? { signal } : {})) as PaymentPage;
  for (const row of answer.rows) {
    seen.delete(row.id);
    seen.set(row.id, row);
  }
  for (const id of seen.keys()) {
    if (seen.size <= KEPT) break;
    seen.delete(id);
  }
  return answer;
}

/** One voucher, as it was listed lately or asked for by its id; null where it is not to be had. Throws `Refused`. */
export async function readPayment(
  id: string,
  asOf: number | null,
  signal?: AbortSignal,
): Promise<PaymentRow | null> {
  const known = seen.get(id);
  if (known !== undefined) return known;
  const query = new URLSearchParams({ payment: id, limit: '1' });
  if (asOf !== null) query.set('asOf', String(asOf));
  return (await readPage(`/api/payments?${query.toString()}`, signal)).rows[0] ?? null;
}

/** Vouchers that were listed lately, so that opening one does not ask again. */
const seen = new Map<string, PaymentRow>();
const KEPT = 20_000;

/** What was read with names must not be shown once names are masked again. */
export function forgetPayments(): void {
  seen.clear();
}

/** Every row that the filters leave, page by page, at most `most`. Throws `Refused`. */
export async function readAllPayments(
  place: PaymentPlace,
  words: PaymentWords,
  most: number,
  unmask: boolean,
  signal?: AbortSignal,
): Promise<readonly PaymentRow[]> {
  const rows: PaymentRow[] = [];
  let cursor: string | null = null;
  do {
    const limit = Math.min(1000, most - rows.length);
    const page: PaymentPage = await readPayments(place, words, { cursor, limit, unmask }, signal);
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null && rows.length < most);
  return rows;
}

const MEDIA = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The filtered rows as a file; the server writes it and says inside where it ends before the list does. Throws `Refused`. */
export function readPaymentsFile(
  place: PaymentPlace,
  words: PaymentWords,
  unmask: boolean,
  kind: 'csv' | 'xlsx',
): Promise<Blob> {
  const path = paymentsAddress(place, words, { cursor: null, limit: 1000, unmask });
  return askFile(path, MEDIA[kind]);
}
