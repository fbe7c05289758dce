/** In charge of the words of the page 预算执行. */
import type { Bilingual } from '#model/bilingual';

export const execution = {
  'execution.title': { zh: '预算执行', en: 'Execution' },
} as const satisfies Readonly<Record<string, Bilingual>>;
