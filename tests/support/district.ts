/** In charge of the demonstration district for tests: a scaled-down one of the same shape, made once per test file. */
import type { Database } from '#database';
import type { FileReport } from '#contract/loadAnswers';
import { DEMO_SOURCE } from '../../etl/layouts/published/simulatedSource.ts';
import { nameRegion } from '../../etl/demo/loadDistrict.ts';
import { ANNUAL, districtArchives, type DistrictFile } from '../../etl/demo/district/district.ts';
import { SMALL, type Scale } from '../../etl/demo/district/tree.ts';
import { load } from '../../etl/steps/load.ts';

export { REGION } from '../../etl/demo/district/tables.ts';
export { FULL, SMALL } from '../../etl/demo/district/tree.ts';

const kept = new Map<Scale, readonly DistrictFile[]>();

/** The archives of the district, one per fiscal year 2023–2026. */
export function districtFiles(scale: Scale = SMALL) {
  const known = kept.get(scale) ?? [...districtArchives(scale)];
  kept.set(scale, known);
  return known;
}

/**
 * Loads the district (region 990101, ten departments unless another scale is asked for): four versions, one per fiscal year
 * 2023–2025 (months 1–13) and 2026 (months 1–9). `years` picks some; `annual` adds the annual figures as they are printed.
 * @throws Error where a file is not published.
 */
export async function loadTestDistrict(
  database: Database,
  {
    scale = SMALL,
    years,
    annual = false,
  }: { readonly scale?: Scale; readonly years?: readonly number[]; readonly annual?: boolean } = {},
): Promise<readonly FileReport[]> {
  await nameRegion(database);
  const inputs = districtFiles(scale).filter(({ path }) =>
    path.endsWith('.csv')
      ? annual && path === ANNUAL
      : (years?.some((year) => path.includes(String(year))) ?? true),
  );
  const { files } = await load(database, { inputs, declared: {}, by: '明账', source: DEMO_SOURCE });
  for (const { path, status, rejects } of files) {
    if (status !== 'published') {
      throw new Error(`${path}: ${status} ${JSON.stringify(rejects.slice(0, 3))}`);
    }
  }
  return files;
}
