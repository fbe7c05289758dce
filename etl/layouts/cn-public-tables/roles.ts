/** In charge of what a line counts as: part of the budget itself, transfer, financing, balance, a printed total, or shown only. */
import type { Book, ItemRole } from '#model/slice';

/**
 * Printed totals and roles by name. What belongs to the budget itself is `main`; 上解, 返还, 转移支付, 调入/调出资金 and moves of the
 * 预算稳定调节基金 and 预算周转金 are `transfer` (the classification holds them under 110 and 230); borrowing and repaying principal
 * are `financing`; what is brought forward or carried over is `balance` where it stands for itself. A line under one of these
 * carries its role, so that main + transfer + financing + balance = 各项合计 exactly.
 */
const BALANCE =
  /^(?:上年(?:结余|结转|滚存)|年初(?:结余|结转)|年(?:终|末)(?:结余|结转|滚存)|结转下年|结转到?下年|结余分配|使用.*结余|.*结转(?:收入|支出)$|账务调整)/u;
const TRANSFER =
  /^(?:转移性(?:收入|支出)|转移(?:收入|支出)|转移支付|上解|返还性|税收返还|(?:一般性|专项|共同财政事权)转移支付|上级补助|补助(?:下级|上级)|下级上解|区域间转移|调入|调出|动用|安排预算稳定|补充预算|.*转移支付(?:收入|支出)?$|接受其他地区援助)/u;
const FINANCING =
  /^(?:(?:地方)?(?:政府)?(?:一般|专项)?债务(?:还本支出|收入|转贷)|(?:地方)?(?:政府)?(?:一般|专项)?债券(?:收入|还本|转贷)|债务(?:还本|转贷))/u;
const MEMO = /^(?!上年|年初).*滚存结余$/u;

const BOOK_NAMES: Readonly<Record<Book, string>> = {
  general: '(?:一般公共预算|公共财政预算)',
  fund: '政府性基金(?:预算)?',
  capital: '国有资本经营(?:预算)?',
  social: '社会保险基金(?:预算)?',
};
const AREA =
  '(?:全[省市区县州盟旗]|[\\u4e00-\\u9fff]{0,12}?本级|[\\u4e00-\\u9fff]{1,14}?[省市区县州盟旗]|地方)';
const TOTAL = /^(?:(?:本年)?(?:收入|支出)?(?:合计|小计)|本年收支结余)$/u;
const GRAND = /^(?:各项(?:收入|支出)(?:合计|总计)|(?:收入|支出)总计|总计)$/u;

/** Whether a name is that of a printed total of this book, and of which. 国有资本经营收入 is one in its own book only. */
export function totalName(name: string, book: Book | null): 'total' | 'grand' | null {
  if (GRAND.test(name)) return 'grand';
  if (TOTAL.test(name)) return 'total';
  const own = book === null ? [] : [BOOK_NAMES[book]];
  const words = own.map(
    (word) => new RegExp(`^${AREA}?${word}(?:收入|支出)(?:合计|总计|小计)?$`, 'u'),
  );
  return words.some((word) => word.test(name)) ? 'total' : null;
}

/** What a role is decided from; lines in printed order. */
export interface RoleLine {
  readonly name: string;
  readonly code: string | null;
  readonly parent: number | null;
  readonly ofWhich: boolean;
  readonly numbered: boolean;
}

/**
 * The roles of all lines. The first printed total is the total of `main`, unless lines that are not `main` precede it: then it
 * covers them too and is `grand`, as is every later one. Between total and grand nothing is `main`.
 * `assumed` are the lines there that no name or code explains; they are taken as transfers.
 */
export function rolesOf(
  lines: readonly RoleLine[],
  book: Book | null,
): { readonly roles: readonly ItemRole[]; readonly assumed: readonly number[] } {
  const roles: ItemRole[] = [];
  const assumed: number[] = [];
  let seen: { total: boolean; others: boolean; lines: number } = {
    total: false,
    others: false,
    lines: 0,
  };
  lines.forEach((line, index) => {
    const total =
      line.code === null && !line.ofWhich && !line.numbered && line.parent === null
        ? totalName(line.name, book)
        : null;
    if (total !== null) {
      roles.push(total === 'grand' || seen.total || seen.others ? 'grand' : 'total');
      // a total printed first is followed by the lines it is the total of
      seen = { ...seen, total: seen.total || seen.lines > 0 };
      return;
    }
    const role = roleOf(
      line,
      line.parent === null ? null : (roles[line.parent] ?? null),
      seen.total,
    );
    if (role === 'assumed') assumed.push(index);
    roles.push(role === 'assumed' ? 'transfer' : role);
    seen = {
      ...seen,
      lines: seen.lines + 1,
      others: seen.others || (line.parent === null && isOther(roles[index])),
    };
  });
  return { roles, assumed };
}

const isOther = (role: ItemRole | undefined) =>
  role === 'transfer' || role === 'financing' || role === 'balance';

function roleOf(line: RoleLine, above: ItemRole | null, afterTotal: boolean): ItemRole | 'assumed' {
  if (line.ofWhich) return 'ofWhich';
  if (MEMO.test(line.name)) return 'memo';
  if (above === 'ofWhich' || above === 'memo') return above;
  if (above === 'transfer' || above === 'financing' || above === 'balance') return above;
  if (above === 'main') return 'main';
  if (above === 'total' || above === 'grand') return 'ofWhich';
  const own = byCode(line.code) ?? byName(line.name, line.code);
  if (own !== null) return own;
  return afterTotal ? 'assumed' : 'main';
}

function byCode(code: string | null): ItemRole | null {
  if (code === null) return null;
  if (code === '11008' || code === '23009') return 'balance';
  if (/^(?:105|231)/u.test(code)) return 'financing';
  return /^(?:110|230)/u.test(code) ? 'transfer' : null;
}

/** Names are trusted only where no code of the budget itself stands. */
function byName(name: string, code: string | null): ItemRole | null {
  if (code !== null) return null;
  if (BALANCE.test(name)) return 'balance';
  if (FINANCING.test(name)) return 'financing';
  return TRANSFER.test(name) ? 'transfer' : null;
}
