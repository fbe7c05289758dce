/** In charge of audit findings as tables that leave the page: bars by category or unit, the ladder, the list behind. */
import type { FindingRow } from '#contract/answers';
import { fromDecimalText } from '#model/fen';
import { FINDING_STATUSES, type FindingBar, type StatusStep } from '../data/findings.ts';
import { CATALOGUE, speaker, type Language } from '../i18n/catalogue.ts';
import { amountCell, textCell, type Sheet } from './sheet.ts';

type Heading = Pick<Sheet, 'title' | 'notes'>;

/** One row per bar: how many findings stand at each status, and the amounts. */
export function barsSheet(
  bars: readonly FindingBar[],
  by: 'audit.category' | 'audit.unit',
  language: Language,
  heading: Heading,
): Sheet {
  const t = speaker(language);
  return {
    ...heading,
    columns: [
      t(by),
      t('audit.count'),
      ...FINDING_STATUSES.map((status) => t(`audit.status.${status}`)),
      `${t('audit.amount')}（${t('unit.yuan')}）`,
      `${t('audit.rectifiedAmount')}（${t('unit.yuan')}）`,
    ],
    rows: bars.map((bar) => [
      textCell(bar.key === '' ? t('audit.noUnit') : bar.key),
      textCell(String(bar.count)),
      ...FINDING_STATUSES.map((status) => textCell(String(bar.byStatus[status]))),
      amountCell(bar.amount),
      amountCell(bar.rectifiedAmount),
    ]),
  };
}

/** One row per status. */
export function ladderSheet(
  steps: readonly StatusStep[],
  language: Language,
  heading: Heading,
): Sheet {
  const t = speaker(language);
  return {
    ...heading,
    columns: [t('audit.status'), t('audit.count'), `${t('audit.amount')}（${t('unit.yuan')}）`],
    rows: steps.map((step) => [
      textCell(t(`audit.status.${step.status}`)),
      textCell(String(step.count)),
      amountCell(step.amount),
    ]),
  };
}

/** The list as it is filtered, each finding with its source and the line it was read from. */
export function findingsSheet(
  rows: readonly FindingRow[],
  language: Language,
  heading: Heading,
): Sheet {
  const t = speaker(language);
  const fenOf = (text: string | null) => (text === null ? null : fromDecimalText(text));
  return {
    ...heading,
    columns: [
      t('context.region'),
      t('audit.year'),
      t('audit.category'),
      t('audit.unit'),
      t('audit.finding'),
      `${t('audit.amount')}（${t('unit.yuan')}）`,
      t('audit.status'),
      t('audit.rectification'),
      `${t('audit.rectifiedAmount')}（${t('unit.yuan')}）`,
      t('audit.source'),
      t('audit.address'),
      t('audit.placeHead'),
    ],
    rows: rows.map((row) => [
      textCell(row.regionName),
      textCell(row.auditYear === null ? null : String(row.auditYear)),
      textCell(row.category),
      textCell(row.unit),
      textCell(row.finding),
      amountCell(fenOf(row.amount)),
      textCell(CATALOGUE[`audit.status.${row.status}`]?.[language] ?? row.status),
      textCell(row.rectification),
      amountCell(fenOf(row.rectifiedAmount)),
      textCell(`${t(`source.${row.source.kind}`)} ${row.source.title}`),
      textCell(row.source.linkable ? row.source.url : null),
      textCell(t('audit.place', { file: row.file, row: String(row.row) })),
    ]),
  };
}
