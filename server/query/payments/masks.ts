/** In charge of what is shown of who was paid: names of organisations and of persons as far as a request may see them, accounts to nobody. */

/** What one request may see of payees. */
export interface Sight {
  readonly organisations: boolean;
  /** Names of persons: the role may see them, and the request asked. */
  readonly persons: boolean;
}

/** A payee as it may be shown, and whether something of it was held back. */
export function shownPayee(
  name: string | null,
  isPerson: boolean,
  { organisations, persons }: Sight,
): { readonly name: string | null; readonly masked: boolean } {
  if (name === null || (isPerson ? persons : organisations)) return { name, masked: false };
  // Of a person whose payer the reader may know the family name stays, so that rows can be told apart.
  const family = isPerson && organisations ? /^\p{Script=Han}/u.exec(name)?.[0] : undefined;
  return { name: `${family ?? ''}**`, masked: true };
}

/** The last four characters of an account. */
export function shownAccount(account: string | null): string | null {
  if (account === null) return null;
  const whole = account.trim();
  return `****${whole.length > 8 ? whole.slice(-4) : ''}`;
}
