/** In charge of what became of a rule at a version: run for some slices, carried over, off or broken. */
import type { RuleFile } from '../rules.ts';
import type { RuleRun, Slices } from './ruleRun.ts';
import type { Setting } from './setting.ts';
import type { Reading } from './touched.ts';

export interface Outcome extends RuleRun {
  readonly file: RuleFile;
  readonly setting: Setting;
  readonly reading: Reading;
  /** Null: nothing that it reads has changed; its results are carried over. */
  readonly slices: Slices | null;
}
