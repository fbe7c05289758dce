/** In charge of bullet rows as a table that leaves the page. */
import type { AmountUnit, Fen } from '#model/fen';
import type { BulletRow } from '../charts/BulletRows.ts';
import type { Base } from '../data/budgetLine.ts';
import { speaker, type Language } from '../i18n/catalogue.ts';
import { amountCell, ratioCell, shownCell, textCell, type Sheet, type SheetCell } from './sheet.ts';

interface Heading {
  readonly title: string;
  readonly base: Base;
  /** The unit of the page: its rounded amounts stand beside the exact ones. */
  readonly unit: AmountUnit;
  readonly notes: readonly string[];
}

/** Code, name, the figures as the page shows them and exactly in 元, and a remark where the source hides them. */
export function linesSheet(
  rows: readonly BulletRow[],
  language: Language,
  { title, base, unit, notes }: Heading,
): Sheet {
  const t = speaker(language);
  const rounded = unit !== 'yuan';
  const heads = (text: string) => [
    ...(rounded ? [`${text}（${t(`unit.${unit}`)}）`] : []),
    `${text}（${t('unit.yuan')}）`,
  ];
  const cells = (shown: string | null, exact: Fen | null): readonly SheetCell[] => [
    ...(rounded ? [shownCell(shown)] : []),
    amountCell(exact),
  ];
  const adjusted = rows.some(({ line }) => line.final !== null);
  return {
    title,
    columns: [
      t('export.code'),
      t('overview.line'),
      ...heads(t('measure.executed')),
      ...heads(t('measure.original')),
      ...(adjusted ? heads(t('measure.final')) : []),
      ...heads(t('measure.prior')),
      ...heads(t('export.gapTo', { budget: t(`measure.${base}`) })),
      t('export.rateOf', { budget: t(`measure.${base}`) }),
      t('measure.growth'),
      t('export.remark'),
    ],
    rows: rows.map(({ line, name, standing, texts }) => [
      textCell(line.code.startsWith('n:') ? null : line.code),
      textCell(name),
      ...cells(texts.executed, line.executed),
      ...cells(texts.original, line.original),
      ...(adjusted ? cells(texts.final, line.final) : []),
      ...cells(texts.prior, line.prior),
      ...cells(texts.gap, standing.gap),
      ratioCell(standing.rate),
      ratioCell(standing.growth),
      textCell(line.hidden ? t('figure.hidden.long') : null),
    ]),
    notes,
  };
}
