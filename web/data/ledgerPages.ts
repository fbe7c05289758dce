/** In charge of which pages live on ledgers, and whether there is anything for them. */
import type { LoadedSlice } from '#contract/answers';

/** Pages that show nothing before a ledger is loaded; each bears the name of its dataset. */
export const LEDGER_PAGES = ['projects', 'payments'] as const;
export type LedgerPage = (typeof LEDGER_PAGES)[number];

export function needsLedger(page: string): page is LedgerPage {
  return LEDGER_PAGES.some((one) => one === page);
}

/** The slices of such a page; printed lists of projects are none. */
export function ledgerSlices(
  slices: readonly LoadedSlice[],
  page: LedgerPage,
): readonly LoadedSlice[] {
  return slices.filter(
    ({ dataset, form }) => dataset === page && (page === 'payments' || form === 'ledger'),
  );
}
