/** In charge of a real city's publications read through mappings alone: every snapshot adds up to what its manifest states. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Mapping } from '#model/mapping';
import { bind, SAMPLE_ROWS } from '../../../etl/mapping/bind.ts';
import { rejectOf } from '../../../etl/mapping/rowFault.ts';
import { rowMapper } from '../../../etl/mapping/rowMapper.ts';
import { realData } from '../../support/realData.ts';
import { mappingOf } from './integration.ts';

const folder = realData('madrid');

/** A snapshot as its manifest describes it; totals in millions, rounded to two decimals. */
interface Snapshot {
  readonly file: string;
  readonly rows: number;
  readonly present: boolean;
  readonly totals: Readonly<Record<string, number>>;
}

const MEASURES = {
  CRED_INICIAL: 'original', MOD_CREDITO: 'adjustment', C_DEFINITIVO: 'final', C_AUTORIZADO: 'authorised', C_DISPUESTO: 'committed', OBL_RECONOC: 'executed',
} as const; // prettier-ignore

/** Published with blanks for four headers and a total row at its end: the first labelled incident. */
const WITHOUT_BUDGET = 'snapshots/2017/2017-03-15__e168be4c.csv.gz';

function rowsOf(path: string): string[][] {
  const bytes = gunzipSync(readFileSync(`${folder ?? ''}/${path}`));
  const utf8 = bytes.toString('utf8');
  const text = utf8.includes('\ufffd') ? bytes.toString('latin1') : utf8;
  const [first = ''] = text.split('\n', 1);
  const delimiter = first.split(';').length > first.split(',').length ? ';' : ',';
  if (text.includes('"')) return parse(text, { delimiter, bom: true, relax_column_count: true });
  return text
    .trimEnd()
    .split(/\r?\n/u)
    .map((line) => line.split(delimiter));
}

function read(mapping: Mapping, path: string, month?: number) {
  const rows = rowsOf(path);
  const binding = bind(mapping, {
    path: `madrid/${path}`,
    rows: rows.slice(0, SAMPLE_ROWS),
    declared: month === undefined ? {} : { month },
    seed: 1,
  });
  if ('rejects' in binding)
    throw new Error(binding.rejects.map(({ message }) => message.en).join('\n'));
  const mapper = rowMapper(binding.bound);
  const row = mapper.row();
  const refused: string[] = [];
  let passed = 0;
  for (let at = binding.bound.skip; at < rows.length; at++) {
    const fault = mapper.map(rows[at] ?? [], row);
    if (fault?.kind === 'reject' || fault?.kind === 'fatal')
      refused.push(rejectOf(fault, path, at + 1).message.en);
    else if (fault !== null) passed++;
  }
  return { mapper, refused, passed, decimal: binding.bound.decimal, ...mapper.totals(0) };
}

/** Fen in millions, rounded as the manifest rounds. */
const millions = (amount: bigint | undefined) => Number(amount ?? 0n) / 1e8;

describe.skipIf(folder === null)('Madrid', () => {
  test('every snapshot adds up to its manifest in all six amounts', () => {
    const manifest = JSON.parse(
      readFileSync(`${folder ?? ''}/manifest.json`, 'utf8'),
    ) as Snapshot[];
    const snapshots = manifest.filter(({ present, file }) => present && file !== WITHOUT_BUDGET);
    expect(snapshots).toHaveLength(54);
    for (const { file, totals, rows } of snapshots) {
      const found = read(mappingOf('madrid-execution'), file, 6);
      expect(found.refused, file).toEqual([]);
      expect(found.rows + found.passed, file).toBe(rows);
      expect(found.mapper.slices, file).toHaveLength(1);
      for (const [column, measure] of Object.entries(MEASURES)) {
        const differs = Math.abs(millions(found.amounts[measure]) - (totals[column] ?? Number.NaN));
        expect(differs, `${file} ${column}`).toBeLessThan(0.005_000_1);
      }
    }
  }, 60_000);

  test('a snapshot without its budget columns is refused, naming them; without them it adds up, less the total row that the manifest counted', () => {
    expect(() => read(mappingOf('madrid-execution'), WITHOUT_BUDGET, 2)).toThrow(
      /CRED_INICIAL.*\n.*MOD_CREDITO.*\n.*C_AUTORIZADO.*\n.*C_DISPUESTO/u,
    );
    const mapping = mappingOf('madrid-execution');
    const absent = ['original', 'adjustment', 'authorised', 'committed'];
    const columns = Object.fromEntries(
      Object.entries(mapping.columns).filter(([field]) => !absent.includes(field)),
    );
    const { amounts, rows, refused, mapper } = read({ ...mapping, columns }, WITHOUT_BUDGET, 2);
    expect(refused).toEqual([]);
    expect(rows).toBe(5794);
    expect(millions(amounts['final']) * 2).toBeCloseTo(8538.33, 2);
    expect(millions(amounts['executed']) * 2).toBeCloseTo(643.78, 2);
    expect(mapper.stated()).toEqual({ final: 426916714700n, executed: 32188886005n });
    expect(amounts['final']).toBe(426916714700n);
  });

  test.each([
    ['revenue', 2017, 'ejecucion_ingresos', 240], ['revenue', 2024, 'ejecucion_ingresos', 263],
    ['projects', 2017, 'ejecucion_inversiones', 3831], ['projects', 2019, 'ejecucion_inversiones', 3778], ['projects', 2021, 'ejecucion_inversiones', 3350],
    ['projects', 2023, 'ejecucion_inversiones', 3743], ['projects', 2024, 'ejecucion_inversiones', 3231],
    ['payments', 2017, 'pagos', 32375], ['payments', 2021, 'pagos', 35895],
  ] as const)('%s of %i are read without a word of complaint', (name, year, file, rows) => {
    const found = read(mappingOf(`madrid-${name}`), `latest/${String(year)}/${file}.csv.gz`, 12);
    expect(found.refused).toEqual([]);
    expect(found.rows).toBe(rows);
    expect(found.mapper.slices).toEqual([expect.objectContaining({ region: 'ES28079', year, month: 12 })]);
  }); // prettier-ignore

  test('the last snapshot of a year adds up by line: initial and modifications are the definitive credit', () => {
    const { amounts, mapper } = read(
      mappingOf('madrid-execution'),
      'latest/2024/ejecucion_gastos.csv.gz',
      12,
    );
    const { original = 0n, adjustment = 0n, final = 1n } = amounts;
    // its amounts are printed with nine digits at most, so that large ones lack their cents
    expect(original + adjustment - final).toBe(-6n);
    expect(mapper.names(0).get('unit')?.get('508120')).toEqual({
      name: 'MADRID SALUD',
      parent: '120',
    });
    expect(mapper.names(0).get('function')?.get('9')).toEqual({
      name: 'Actuaciones de caracter general',
      parent: null,
    });
    expect(mapper.names(0).get('economic')?.get('11000')).toMatchObject({ parent: '1' });
  });
});
