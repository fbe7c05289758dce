/** In charge of a list of payments as a file: CSV as it comes, or an Excel sheet; each with a limit that it states. */
import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import type { Bilingual } from '#model/bilingual';
import type { PaymentRow } from '#contract/ledgerAnswers';
import { quoteCell } from '../arrow/csv.ts';
import type { Place } from '../query/payments/cursor.ts';
import type { PaymentList } from '../query/payments/pages.ts';
import { MOST_ROWS } from '../query/payments/request.ts';

interface FileForm {
  /** Rows at most. */
  readonly most: number;
  readonly write: (
    list: PaymentList,
    language: keyof Bilingual,
  ) => AsyncGenerator<Uint8Array | string>;
}

type Column = readonly [title: Bilingual, value: (row: PaymentRow) => string | number | null];

const yes: Readonly<Record<keyof Bilingual, string>> = { zh: '是', en: 'yes' };

function columns(language: keyof Bilingual): readonly Column[] {
  const both = (zh: string, en: string): Bilingual => ({ zh, en });
  return [
    [both('地区', 'Region'), ({ region }) => region],
    [both('年度', 'Year'), ({ year }) => year],
    [both('月份', 'Month'), ({ month }) => month],
    [both('支付日期', 'Date'), ({ date }) => date],
    [both('支付凭证号', 'Voucher'), ({ voucher }) => voucher],
    [both('主管部门代码', 'Department code'), ({ department }) => department],
    [both('主管部门', 'Department'), ({ departmentName }) => departmentName],
    [both('预算单位代码', 'Unit code'), ({ unit }) => unit],
    [both('预算单位', 'Unit'), ({ unitName }) => unitName],
    [both('项目代码', 'Project code'), ({ project }) => project],
    [both('项目', 'Project'), ({ projectName }) => projectName],
    [both('支出功能分类代码', 'Function code'), (row) => row.function],
    [both('支出功能分类', 'Function'), ({ functionName }) => functionName],
    [both('部门预算经济分类代码', 'Economic code'), ({ economic }) => economic],
    [both('部门预算经济分类', 'Economic class'), ({ economicName }) => economicName],
    [both('资金性质', 'Kind of fund'), ({ fund }) => fund],
    [both('支付方式', 'Method'), ({ method }) => method],
    [both('指标文号', 'Document'), ({ document }) => document],
    [both('收款人', 'Payee'), ({ payeeName }) => payeeName],
    [both('收款人账号', 'Account'), ({ account }) => account],
    [both('资金用途', 'Purpose'), ({ purpose }) => purpose],
    [both('退款', 'Refund'), ({ refund }) => (refund ? yes[language] : '')],
    [both('支付金额（元）', 'Amount (yuan)'), ({ amount }) => amount],
    [both('文件', 'File'), ({ file }) => file],
    [both('行', 'Row'), ({ row }) => row],
  ];
}

/** Said where the file ends before the list does. */
function cut(most: number): Bilingual {
  const rows = most.toLocaleString('en');
  return {
    zh: `此文件只含前 ${rows} 笔；其余未列出，请增加筛选条件后分次导出。`,
    en: `This file holds the first ${rows} payments only; narrow the filters and export the rest in parts.`,
  };
}

/** The rows of a list in pieces, and at the end whether there are more. */
async function* pieces(
  list: PaymentList,
  most: number,
): AsyncGenerator<readonly PaymentRow[], boolean> {
  let after: Place | null = null;
  let left = most;
  do {
    const page: Awaited<ReturnType<PaymentList['page']>> = await list.page(
      after,
      Math.min(left, MOST_ROWS * 5),
    );
    yield page.rows;
    left -= page.rows.length;
    after = page.next;
  } while (after !== null && left > 0);
  return after !== null;
}

const CSV_ROWS = 100_000;

async function* writeCsv(list: PaymentList, language: keyof Bilingual): AsyncGenerator<string> {
  const shown = columns(language);
  const line = (cells: readonly string[]) => `${cells.join(',')}\r\n`;
  yield `\ufeff${line(shown.map(([title]) => quoteCell(title[language])))}`;
  const rows = pieces(list, CSV_ROWS);
  for (;;) {
    const piece = await rows.next();
    if (piece.done === true) {
      if (piece.value) yield line([quoteCell(cut(CSV_ROWS)[language])]);
      return;
    }
    yield piece.value.map((row) => line(shown.map(([, value]) => textOf(value(row))))).join('');
  }
}

function textOf(value: string | number | null): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : quoteCell(value);
}

const SHEET_ROWS = 20_000;

async function* writeSheet(
  list: PaymentList,
  language: keyof Bilingual,
): AsyncGenerator<Uint8Array> {
  const shown = columns(language);
  const table: Cell[][] = [];
  const rows = pieces(list, SHEET_ROWS);
  let more = false;
  for (;;) {
    const piece = await rows.next();
    if (piece.done === true) {
      more = piece.value;
      break;
    }
    for (const row of piece.value) table.push(shown.map(([, value]) => cellOf(value(row))));
  }
  const title = language === 'zh' ? '支付明细' : 'Payments';
  const version = language === 'zh' ? `数据版本：${list.version}` : `Data version: ${list.version}`;
  const sheet: Cell[][] = [
    [{ value: title, fontWeight: 'bold', fontSize: 14 }],
    [version],
    ...(more ? [[cut(SHEET_ROWS)[language]]] : []),
    [null],
    shown.map(([heading]) => ({ value: heading[language], fontWeight: 'bold' })),
    ...table,
  ];
  yield await writeXlsxFile(sheet, {
    columns: shown.map(() => ({ width: 16 })),
    sheet: '明账',
  }).toBuffer();
}

/** Amounts as numbers where a double holds every fen. */
function cellOf(value: string | number | null): Cell {
  if (value === null) return null;
  if (typeof value === 'number') return { value, type: Number, format: '0' };
  return /^-?[0-9]{1,13}\.[0-9]{2}$/.test(value)
    ? { value: Number(value), type: Number, format: '#,##0.00' }
    : { value, type: String };
}

export const FILES = {
  csv: { most: CSV_ROWS, write: writeCsv },
  xlsx: { most: SHEET_ROWS, write: writeSheet },
} as const satisfies Readonly<Record<string, FileForm>>;
