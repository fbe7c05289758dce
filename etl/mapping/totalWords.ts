/** In charge of the words by which a file marks its own totals and subtotals among the rows. */
import { compact } from '#model/text';

const TOTAL =
  /^(?:合计|总计|全部合计|支出合计|收入合计|grandtotal|total(?:general|consolidado)?):?$/iu;
const SUBTOTAL = /^(?:小计|subtotal):?$/iu;
const FIRST = new Set('合总全支收小gGtTsS ');

/** Whether a cell says that its row is a total (`total`) or a subtotal; null for anything else. Cheap for what begins otherwise. */
export function totalWord(text: string): 'total' | 'subtotal' | null {
  if (text.length > 24 || !FIRST.has(text.charAt(0))) return null;
  const word = compact(text);
  if (TOTAL.test(word)) return 'total';
  return SUBTOTAL.test(word) ? 'subtotal' : null;
}
