/** In charge of what 预算执行 over a ledger shows at the moment: the cube, the own past, names and alerts, under the filter of the address or of a brush under way. */
import type { AlertRow } from '#contract/alertAnswers';
import type { Question } from '#contract/question';
import { departmentGap, type DepartmentGap } from '../charts/DepartmentGaps.ts';
import { paceStanding, type PaceSeries } from '../charts/Pace.ts';
import { viewStyle } from '../format/amount.ts';
import { monthSaid } from '../format/ledgerWords.ts';
import { scopeName } from '../format/scopeName.ts';
import type { Framing } from '../marks/framing.ts';
import { lastDay } from './asOfDate.ts';
import { alertsByWho } from './alerts.ts';
import { Asked } from './asked.svelte.ts';
import type { Context } from './context.svelte.ts';
import { apart, ranked, readFlags } from './flags.ts';
import { Ledger, type LedgerRow } from './ledger.ts';
import { historyBy, ledgerCube } from './ledgerCube.ts';
import { completeYears, ledgerPlace, type LedgerPlace } from './ledgerPlace.ts';
import { LedgerHistory } from './ledgerHistory.ts';
import { readLedgerNames, type LedgerNames } from './ledgerNames.ts';
import { memberName, NO_MEMBERS, readMembers, type Members } from './members.ts';
import { queryCube } from './query.ts';
import { toggled, whereOf, type Codes, type ScopeFilter } from './scopeFilter.ts';
import { SeenFilter } from './seenFilter.svelte.ts';

/** Beyond this many cells a year the past is asked for units as a whole. */
const FINE_CELLS = 200_000;

export class LedgerView {
  readonly context: Context;
  readonly cube: Asked<{ readonly ledger: Ledger; readonly place: LedgerPlace }>;
  readonly history: Asked<LedgerHistory | null>;
  readonly names: Asked<LedgerNames>;
  readonly flags: Asked<readonly AlertRow[]>;
  readonly titles: Asked<Members>;
  readonly #seenFilter: SeenFilter;

  /** Whether a period is being brushed, and everything changes with every frame. */
  readonly brushing: boolean = $derived.by(() => this.#seenFilter.brushing);
  /** Whether what nobody sees has to wait. */
  readonly busy: boolean = $derived.by(() => this.#seenFilter.busy);
  /** The filter that is seen; another object only where it says something else. */
  readonly filter: ScopeFilter = $derived.by(() => this.#seenFilter.now);
  readonly #department: Codes = $derived.by(() => this.filter.department);
  readonly #unit: Codes = $derived.by(() => this.filter.unit);
  readonly place: LedgerPlace | null = $derived.by(() => this.cube.value?.place ?? null);
  /** What is to be asked, as text: a choice that changes nothing of it asks nothing. */
  readonly #question: string = $derived.by(() => JSON.stringify(ledgerPlace(this.context)));
  readonly #asked: LedgerPlace | null = $derived.by(
    () => JSON.parse(this.#question) as LedgerPlace | null,
  );
  /** The complete years before the one that is looked at. */
  readonly #years: string = $derived.by(() =>
    completeYears(this.context.slices ?? [], this.place).join(','),
  );
  /** The ledger under the filter; a new object whenever anything changed, so that everything read from it follows. */
  readonly seen: { readonly ledger: Ledger } | null = $derived.by(() => {
    const ledger = this.cube.value?.ledger ?? null;
    if (ledger === null) return null;
    const history = this.history.value;
    if (ledger.history !== history) ledger.remember(history);
    ledger.apply({ filter: this.filter, month: this.context.month ?? 13 });
    return { ledger };
  });
  /** The last month that is looked at; 0 where there is none. */
  readonly month: number = $derived.by(() => this.seen?.ledger.month ?? 0);
  readonly months = $derived.by(() => this.seen?.ledger.months ?? []);
  readonly rows: readonly LedgerRow[] = $derived.by(() => this.seen?.ledger.rows() ?? []);
  /** Where rows stand in `largestFirst`. */
  #places: Readonly<Record<string, number>> = {};
  /** Rows with figures, the largest budget first; while a period is brushed they stay where they are. */
  readonly largestFirst: readonly LedgerRow[] = $derived.by(() => {
    const rows = this.rows.filter(({ executed, base }) => executed !== null || base !== null);
    if (!this.brushing) {
      const sorted = rows.toSorted((a, b) => Number((b.base ?? 0n) - (a.base ?? 0n)));
      this.#places = Object.fromEntries(sorted.map(({ code }, at) => [code, at]));
    }
    const place = ({ code }: LedgerRow) => this.#places[code] ?? rows.length;
    return rows.toSorted((a, b) => place(a) - place(b));
  });
  readonly level = $derived.by(() => this.rows[0]?.level ?? 'department');
  readonly series: PaceSeries = $derived.by(() => {
    const { ledger } = this.seen ?? {};
    const to = this.month;
    return {
      year: this.place?.year ?? 0,
      months: (ledger?.inTime() ?? []).filter(({ month }) => month <= to),
      past: ledger?.past() ?? [],
      flags: this.ofLine,
    };
  });
  readonly standing = $derived.by(() => paceStanding(this.series));
  readonly gaps: readonly DepartmentGap[] = $derived.by(() =>
    this.rows
      .filter(({ executed, base }) => executed !== null || base !== null)
      .map((row) => {
        const alerts = this.alertsOf(row);
        const [first] = alerts;
        const alert =
          first === undefined ? null : { severity: first.severity, count: alerts.length };
        return departmentGap(row, this.month, this.nameOfRow(row).text, alert);
      }),
  );
  /** Alerts by department and unit; a brush does not change it. */
  readonly #alertsBy = $derived.by(() =>
    alertsByWho(this.flags.value ?? [], this.cube.value?.ledger.entities ?? []),
  );
  /** Alerts of what is looked at. */
  readonly raised: readonly AlertRow[] = $derived.by(() => {
    const { place } = this;
    if (place === null) return [];
    const [department, unit] = [this.#department, this.#unit];
    return (this.flags.value ?? []).filter(
      (flag) =>
        (flag.scope === null || flag.scope === place.scope) &&
        (flag.book === null || flag.book === place.book) &&
        (flag.flow === null || flag.flow === place.flow) &&
        (unit?.includes(flag.unit ?? '~') ?? true) &&
        (department?.includes(
          this.#alertsBy.departments.get(flag.unit ?? '') ?? flag.unit ?? '~',
        ) ??
          true),
    );
  });
  /** Those about exactly what the line shows: the whole, one department, one unit; never a part of it. */
  readonly ofLine: readonly AlertRow[] = $derived.by(() => {
    const whom = this.#unit ?? this.#department;
    const about = (flag: AlertRow) =>
      whom === null ? flag.unit === null : whom.includes(flag.unit ?? '~');
    return this.raised.filter((flag) => flag.project === null && about(flag));
  });

  /** Alerts about a row of the ranking: a department with its units, or a unit. */
  alertsOf({ level, code }: Pick<LedgerRow, 'level' | 'code'>): readonly AlertRow[] {
    return this.#alertsBy[level].get(code) ?? [];
  }

  readonly style = $derived.by(() =>
    viewStyle(
      this.series.months.flatMap(({ executed, base }) => [executed, base]),
      this.context.amountUnit,
    ),
  );
  readonly unit = $derived.by(() => this.context.t(`unit.${this.style.unit}`));
  readonly unitSaid = $derived.by(() => this.context.t(`unit.${this.style.unit}.said`));
  readonly scopeSaid = $derived.by(() => {
    const { region, scope } = this.place ?? {};
    if (scope === null || scope === undefined) return '';
    const zh = this.context.regions.get(region ?? '')?.zh ?? '';
    return scopeName(scope, zh, this.context.language, this.context.t);
  });
  /** Who is looked at: 全区, 教育局, 第一中学. */
  readonly who: string = $derived.by(() => {
    const { department, unit } = this.filter;
    const codes = unit ?? department;
    if (codes === null) return this.scopeSaid;
    return codes
      .map((code) => this.nameOfRow({ code }).text)
      .join(this.context.language === 'en' ? ', ' : '、');
  });
  readonly here: string = $derived.by(() => {
    const { t } = this.context;
    const book = t(`book.${this.place?.book ?? 'general'}`);
    const alone = this.filter.department === null && this.filter.unit === null;
    return alone
      ? t('ledger.place', { scope: this.who, book })
      : t('ledger.placeOf', { name: this.who, book });
  });

  /** `数据截至 2026-09-30`. */
  readonly asOf: string = $derived.by(() => {
    const { place, month } = this;
    if (place === null || month === 0) return '';
    return this.context.t('context.asOf', { date: lastDay(place.year, month) });
  });
  readonly source: string = $derived.by(() => {
    const { place } = this;
    if (place === null || this.titles.value === null) return '';
    const slices = this.context.choices.here.filter(
      ({ dataset, form, book, flow }) =>
        dataset === 'execution' && form === 'ledger' && book === place.book && flow === place.flow,
    );
    // A ledger has a file a month: its title says enough.
    const titles = slices.map(({ source }) => this.titles.value?.get(source)?.zh ?? source);
    return titles.filter((title, at) => titles.indexOf(title) === at).join('；');
  });
  /** `1—9 月`: the months of which flows are told. */
  readonly period: string = $derived.by(() => {
    const { t } = this.context;
    const from = this.filter.fromMonth ?? 1;
    const said = (month: number) => (month > 12 ? t('pace.closing') : monthSaid(t, month));
    return from === this.month
      ? said(this.month)
      : t('ledger.period', { from: said(from), to: said(this.month) });
  });

  /** What stands under the title of a chart. */
  subtitle(what: string, unit = this.unit): string {
    const { here: place, asOf } = this;
    return this.context.t('ledger.subtitle', { place, what, unit, asOf });
  }

  /** Title, subtitle and source of a chart or table that leaves the page. */
  framing(title: string, subtitle: string): Framing {
    const { t, version } = this.context;
    const region = this.context.nameOf(this.place?.region ?? null);
    return {
      title,
      subtitle: `${region} · ${subtitle} · ${t('context.versionOf', { version: String(version ?? '') })}`,
      source: t('print.source', { source: this.source }),
    };
  }

  heading(
    title: string,
    subtitle: string,
  ): { readonly title: string; readonly notes: readonly string[] } {
    const { subtitle: told, source } = this.framing(title, subtitle);
    return { title, notes: [told, source] };
  }

  /** Create it while a component is set up. */
  constructor(context: Context) {
    this.context = context;
    this.#seenFilter = new SeenFilter(context);
    this.cube = new Asked((signal) => {
      const place = this.#asked;
      return place === null
        ? null
        : queryCube(place.question, signal).then((cube) => {
            const started = performance.now();
            const ledger = new Ledger(ledgerCube(cube));
            performance.measure('ledger index', { start: started });
            return { ledger, place };
          });
    });
    this.history = new Asked((signal) => {
      const found = this.cube.value;
      const years = this.#years;
      if (found === null) return null;
      if (years === '') return Promise.resolve(null);
      return this.#readHistory(found, years.split(','), signal);
    });
    this.names = new Asked((signal) => {
      const place = this.#asked;
      return place === null ? null : readLedgerNames(place, context.asOf, signal);
    });
    this.flags = new Asked(async (signal) => {
      const { region, year, asOf } = context;
      const { rows } = await readFlags({ region, year, asOf }, signal);
      return ranked(apart(rows).raised);
    });
    this.titles = new Asked((signal) => readMembers('source', {}, context.asOf, signal));
  }

  /** The name of a code in the reader's language; `~` is what names none. */
  nameOf(
    scheme: keyof LedgerNames,
    code: string,
  ): { readonly text: string; readonly lang?: 'zh-CN' } {
    if (code === '~') return { text: this.context.t('ledger.unnamed') };
    return memberName(this.names.value?.[scheme] ?? NO_MEMBERS, code, this.context.language);
  }

  /** A row's name without the place that all of them share: 教育局, not 明川区教育局. */
  nameOfRow({ code }: Pick<LedgerRow, 'code'>): { readonly text: string; readonly lang?: 'zh-CN' } {
    const name = this.nameOf('unit', code);
    const place = this.context.regions.get(this.place?.region ?? '')?.zh ?? '';
    const short = place !== '' && name.text.startsWith(place) ? name.text.slice(place.length) : '';
    return short.length < 2 ? name : { ...name, text: short };
  }

  /** Puts a row into focus: a department with its units, or a unit; once more takes it out. */
  focus({ level, code }: LedgerRow): void {
    const { department, unit } = this.filter;
    if (level === 'department') {
      const alone = department?.length === 1 && department[0] === code;
      this.choose({ department: alone ? null : [code], unit: null });
    } else {
      const alone = unit?.length === 1 && unit[0] === code;
      this.choose({ unit: alone ? null : [code] });
    }
  }

  /** Lets one function or class through, or takes it out again. */
  toggle(name: 'function' | 'economic', code: string): void {
    this.choose({ [name]: toggled(this.filter[name], code) });
  }

  /** Holds to a choice: what is on the screen follows at once. */
  choose(patch: Partial<ScopeFilter>): void {
    this.#seenFilter.choose(patch);
  }

  /** A period under the pointer; when let go it goes into the address. The whole year is no period. */
  brush(fromMonth: number, toMonth: number, finished: boolean): void {
    const last = this.months.at(-1) ?? 13;
    const whole = fromMonth <= 1 && toMonth >= last;
    const period = whole ? { fromMonth: null, toMonth: null } : { fromMonth, toMonth };
    if (finished) this.choose(period);
    else this.#seenFilter.brush(period);
  }

  /** Opens the origin of a figure of the page; filters go along. */
  openOrigin(
    measure: 'executed' | 'executedInMonth' | 'final' | 'original',
    where: Question['where'],
    month: number,
  ): void {
    const { place } = this;
    if (place === null) return;
    const question = {
      ...place.question,
      by: [],
      where: { ...place.question.where, ...whereOf(this.filter), ...where, month: [String(month)] },
    };
    this.context.openOrigin(question, measure);
  }

  async #readHistory(
    { ledger, place }: { readonly ledger: Ledger; readonly place: LedgerPlace },
    years: readonly string[],
    signal: AbortSignal,
  ): Promise<LedgerHistory> {
    const coarse = ledger.cells > FINE_CELLS;
    const { book, flow } = place;
    const question: Question = {
      ...place.question,
      by: historyBy(flow, coarse),
      where: { ...place.question.where, book: [book], flow: [flow], year: years },
    };
    const cube = await queryCube(question, signal);
    return new LedgerHistory(ledgerCube(cube), !coarse);
  }
}
