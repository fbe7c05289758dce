/** In charge of bullet rows as a table that leaves the page. */
import type { BulletRow } from '../charts/BulletRows.ts';
import type { Base } from '../data/budgetLine.ts';
import { speaker, type Language } from '../i18n/catalogue.ts';
import { amountCell, ratioCell, textCell, type Sheet } from './sheet.ts';

interface Heading {
  readonly title: string;
  readonly base: Base;
  readonly notes: readonly string[];
}

/** Code, name, the figures that are shown, and a remark where the source hides them. */
export function linesSheet(
  rows: readonly BulletRow[],
  language: Language,
  { title, base, notes }: Heading,
): Sheet {
  const t = speaker(language);
  const inYuan = (text: string) => `${text}（${t('unit.yuan')}）`;
  const adjusted = rows.some(({ line }) => line.final !== null);
  return {
    title,
    columns: [
      t('export.code'),
      t('overview.line'),
      inYuan(t('measure.executed')),
      inYuan(t('measure.original')),
      ...(adjusted ? [inYuan(t('measure.final'))] : []),
      inYuan(t('measure.prior')),
      inYuan(t('export.gapTo', { budget: t(`measure.${base}`) })),
      t('export.rateOf', { budget: t(`measure.${base}`) }),
      t('measure.growth'),
      t('export.remark'),
    ],
    rows: rows.map(({ line, name, standing }) => [
      textCell(line.code.startsWith('n:') ? null : line.code),
      textCell(name),
      amountCell(line.executed),
      amountCell(line.original),
      ...(adjusted ? [amountCell(line.final)] : []),
      amountCell(line.prior),
      amountCell(standing.gap),
      ratioCell(standing.rate),
      ratioCell(standing.growth),
      textCell(line.hidden ? t('figure.hidden.long') : null),
    ]),
    notes,
  };
}
