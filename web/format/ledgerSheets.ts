/** In charge of the charts of 预算执行 over a ledger as tables: on the page as their twins, and exported. */
import type { Fen } from '#model/fen';
import type { Adjustment } from '../charts/AdjustmentSteps.ts';
import type { DepartmentGap } from '../charts/DepartmentGaps.ts';
import type { KindPart } from '../charts/KindParts.ts';
import type { HeatRow } from '../charts/MonthHeat.ts';
import type { PaceSeries } from '../charts/Pace.ts';
import type { Matrix } from '../charts/PurposeMatrix.ts';
import type { YearPanel } from '../charts/YearPanels.ts';
import { calendarShare } from '../data/ledger.ts';
import { ownPast } from '../data/ledgerHistory.ts';
import type { Say } from '../i18n/catalogue.ts';
import { monthSaid } from './ledgerWords.ts';
import { amountCell, ratioCell, textCell, type Sheet, type SheetCell } from './sheet.ts';

/** Title and notes of a sheet: what is shown, where it comes from. */
export interface Heading {
  readonly title: string;
  readonly notes: readonly string[];
}

export function paceSheet(t: Say, { months, past }: PaceSeries, heading: Heading): Sheet {
  return {
    ...heading,
    columns: [
      t('column.month'),
      t('column.inMonth'),
      t('column.toDate'),
      t('column.carried'),
      t('measure.original'),
      t('measure.final'),
      t('column.share'),
      t('column.calendar'),
      t('column.ownLow'),
      t('column.ownMedian'),
      t('column.ownHigh'),
    ],
    rows: months.map((one) => {
      const own = ownPast(past, one.month);
      return [
        textCell(one.month > 12 ? t('pace.closing') : monthSaid(t, one.month)),
        amountCell(one.inMonth),
        amountCell(one.executed),
        amountCell(one.carried),
        amountCell(one.original),
        amountCell(one.final),
        ratioCell(one.share),
        ratioCell(calendarShare(one.month)),
        ratioCell(own?.low ?? null),
        ratioCell(own?.median ?? null),
        ratioCell(own?.high ?? null),
      ];
    }),
  };
}

export function gapsSheet(t: Say, gaps: readonly DepartmentGap[], heading: Heading): Sheet {
  return {
    ...heading,
    columns: [
      t('export.code'),
      t('column.name'),
      t('column.toDate'),
      t('measure.final'),
      t('column.share'),
      t('column.gapCalendar'),
      t('column.gapOwn'),
      t('column.ownLow'),
      t('column.ownMedian'),
      t('column.ownHigh'),
      t('column.verdict'),
    ],
    rows: gaps.map(({ row, name, gaps: to, past, verdict }) => [
      textCell(row.code),
      textCell(name),
      amountCell(row.executed),
      amountCell(row.base),
      ratioCell(row.share),
      amountCell(to.calendar?.amount ?? null),
      amountCell(to.own?.amount ?? null),
      ratioCell(past?.low ?? null),
      ratioCell(past?.median ?? null),
      ratioCell(past?.high ?? null),
      textCell(verdict === 'slow' || verdict === 'fast' ? t(`gaps.${verdict}`) : null),
    ]),
  };
}

export function heatSheet(
  t: Say,
  rows: readonly HeatRow[],
  months: readonly number[],
  heading: Heading,
): Sheet {
  const named = (month: number) => (month > 12 ? t('pace.closing') : monthSaid(t, month));
  return {
    ...heading,
    columns: [
      t('export.code'),
      t('column.name'),
      ...months.map(named),
      t('column.toDate'),
      t('measure.final'),
    ],
    rows: rows.map(({ row, name }) => [
      textCell(row.code),
      textCell(name),
      ...row.inMonth.map(amountCell),
      amountCell(row.executed),
      amountCell(row.base),
    ]),
  };
}

export function matrixSheet(t: Say, { columns, rows }: Matrix, heading: Heading): Sheet {
  return {
    ...heading,
    columns: [
      t('export.code'),
      t('column.name'),
      ...columns.map(({ name }) => name),
      t('column.total'),
    ],
    rows: rows.map(({ row, name, cells, total }) => [
      textCell(row.code),
      textCell(name),
      ...cells.map(amountCell),
      amountCell(total),
    ]),
  };
}

export function kindsSheet(t: Say, parts: readonly KindPart[], heading: Heading): Sheet {
  return {
    ...heading,
    columns: [t('export.code'), t('column.name'), t('measure.executed'), t('kinds.share')],
    rows: parts.map(({ code, name, executed, share }): readonly SheetCell[] => [
      textCell(code === 'rest' ? null : code),
      textCell(name),
      amountCell(executed),
      ratioCell(share),
    ]),
  };
}

export function yearsSheet(t: Say, panels: readonly YearPanel[], heading: Heading): Sheet {
  const months = Array.from({ length: 12 }, (_, at) => at + 1);
  return {
    ...heading,
    columns: [t('column.year'), ...months.map((month) => monthSaid(t, month)), t('pace.closing')],
    rows: panels.map(({ year, shares, closing }) => [
      textCell(String(year)),
      ...shares.map(ratioCell),
      ratioCell(closing),
    ]),
  };
}

export function stepsSheet(
  t: Say,
  { original, steps, final }: Adjustment,
  heading: Heading,
): Sheet {
  const whole = (name: string, amount: Fen): readonly SheetCell[] => [
    textCell(null),
    textCell(name),
    textCell(null),
    amountCell(null),
    amountCell(amount),
  ];
  return {
    ...heading,
    columns: [
      t('column.date'),
      t('column.kind'),
      t('column.document'),
      t('column.amount'),
      t('column.after'),
    ],
    rows: [
      whole(t('measure.original'), original),
      ...steps.map((step): readonly SheetCell[] => [
        textCell(step.date),
        textCell(t(`movement.${step.kind}`)),
        textCell(
          step.documents > 1
            ? t('steps.several', { count: String(step.documents) })
            : step.document,
        ),
        amountCell(step.amount),
        amountCell(step.to),
      ]),
      whole(t('measure.final'), final),
    ],
  };
}
