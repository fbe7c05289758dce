/** In charge of what the codes of vouchers are called: departments, units, classes, methods, payees. */
import type { Part } from '../charts/PaymentBars.ts';
import type { Language } from '../i18n/catalogue.ts';
import { memberName, membersByCode, NO_MEMBERS, readMembers, type Members } from './members.ts';
import { NO_WORDS, readPayments, type PaymentPlace, type PaymentWords } from './payments.ts';
import type { Naming } from './paymentView.ts';
import { NO_FILTER } from './scopeFilter.ts';

export interface PaymentNames {
  readonly department: Members;
  readonly unit: Members;
  readonly economic: Members;
  readonly method: Members;
  /** Names of what the filters hold, by word of the filter. */
  readonly chips: Readonly<Record<string, Members>>;
}

/** Reads the names that the page needs; a dimension that cannot be named keeps its codes. */
export async function namesOfPayments(
  place: PaymentPlace,
  words: PaymentWords,
  unmask: boolean,
  signal?: AbortSignal,
): Promise<PaymentNames> {
  const { region, year, asOf, filter } = place;
  const where = {
    ...(region === null ? {} : { region: [region] }),
    ...(year === null ? {} : { year: [String(year)] }),
  };
  const read = async (dimension: string, held: readonly string[] | null = []) => {
    if (held === null) return NO_MEMBERS;
    try {
      const asked = held.length === 0 ? where : { ...where, [dimension]: held };
      return await readMembers(dimension, asked, asOf, signal, 'payments');
    } catch (error) {
      if (signal?.aborted === true) throw error;
      return NO_MEMBERS;
    }
  };
  const [department, unit, economic, method, functions, project, payee] = await Promise.all([
    read('unit.department'),
    read('unit'),
    read('economic.class'),
    read('method'),
    read('function.class', filter.function),
    read('project', words.project),
    words.payee === null ? NO_MEMBERS : payees(place, words.payee, unmask, signal),
  ]);
  return {
    department,
    unit,
    economic,
    method,
    chips: { department, unit, economic, method, function: functions, project, payee },
  };
}

/** Names the codes of a ranking; payees are asked for by their codes, since there are too many to list. */
export function payeeNaming(
  place: PaymentPlace,
  names: PaymentNames,
  unmask: boolean,
  unnamed: string,
  language: Language,
): Naming {
  return async (by: Part, codes, signal) => {
    const members = by === 'payee' ? await payees(place, codes, unmask, signal) : names[by];
    return (code) => (code === '~' ? { text: unnamed } : memberName(members, code, language));
  };
}

/** A payee is called as its vouchers call it, as far as this reader may know. */
async function payees(
  place: PaymentPlace,
  codes: readonly string[],
  unmask: boolean,
  signal: AbortSignal | undefined,
): Promise<Members> {
  const found = await Promise.all(
    codes.map(async (code) => {
      const words = { ...NO_WORDS, payee: [code] };
      const page = { cursor: null, limit: 1, unmask };
      const { rows } = await readPayments(anywhere(place), words, page, signal);
      const zh = rows[0]?.payeeName ?? null;
      return zh === null ? [] : [{ code, zh, en: null, parent: null, level: null }];
    }),
  );
  return membersByCode(found.flat());
}

/** The same region and year, whatever the filters hold. */
const anywhere = (place: PaymentPlace): PaymentPlace => ({
  ...place,
  filter: NO_FILTER,
  month: null,
});
