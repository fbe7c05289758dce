/** In charge of the source of simulated data: by its kind every screen and every export tells them from real ones. */
import type { SourceReading } from '#model/reading';

/** The grade in a collection's column `source_kind` that says that a row is simulated. */
export const SIMULATED = 'simulated';

export const DEMO_SOURCE: SourceReading = {
  source: 'demo',
  kind: 'simulated',
  grade: null,
  rank: 100,
  title: '模拟数据',
  url: null,
  linkable: false,
  dated: null,
};
