/** In charge of the collections of published figures (公开数据): facts of other publishers, each row with its own source. */
import type { Layout } from '../layout.ts';
import { auditFindings } from './auditFindings.ts';
import { auditSummary } from './auditSummary.ts';
import { budget } from './budget.ts';
import { collectionLayout } from './collection.ts';
import { debt } from './debt.ts';
import { stateAssets } from './stateAssets.ts';

export const layouts: readonly Layout[] = [
  budget,
  debt,
  stateAssets,
  auditSummary,
  auditFindings,
].map(collectionLayout);
