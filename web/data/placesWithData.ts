/** In charge of which regions have figures of a dataset, so that a page can offer them and nothing else. */
import type { LoadedSlice } from '#contract/answers';

export interface Place {
  readonly region: string;
  /** Years in which something was published, oldest first; a source may state none. */
  readonly years: readonly number[];
  readonly figures: number;
}

/** Regions with any of the datasets, most years first. */
export function placesWithData(
  slices: readonly LoadedSlice[],
  datasets: readonly string[],
): readonly Place[] {
  const places = new Map<string, { years: Set<number>; figures: number }>();
  for (const { dataset, region, year, figures } of slices) {
    if (!datasets.includes(dataset)) continue;
    const place = places.get(region) ?? { years: new Set<number>(), figures: 0 };
    if (year > 0) place.years.add(year);
    place.figures += figures;
    places.set(region, place);
  }
  return [...places]
    .map(([region, { years, figures }]) => ({
      region,
      years: [...years].sort((a, b) => a - b),
      figures,
    }))
    .toSorted(
      (a, b) =>
        b.years.length - a.years.length ||
        b.figures - a.figures ||
        a.region.localeCompare(b.region),
    );
}

/** Regions that a source files under `region` in a scope of their own (`310114~区属国企`). */
export function subRegions(places: readonly Place[], region: string): readonly Place[] {
  return places.filter((place) => place.region.startsWith(`${region}~`));
}
