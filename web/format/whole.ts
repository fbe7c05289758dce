/** In charge of showing counts and physical quantities: thousands apart, every printed decimal kept. */

/** `12,345`. */
export function whole(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `836,974.67`: a decimal text as its source gives it, only the thousands set apart. */
export function quantity(text: string): string {
  const [head = '', tail] = text.split('.');
  const grouped = head.replace('-', '−').replace(/\B(?=(\d{3})+$)/g, ',');
  return tail === undefined ? grouped : `${grouped}.${tail}`;
}
