/** In charge of what the bars of audit findings show: per category or unit, how many findings stand at which status. */
import { FINDING_STATUSES, type FindingBar, type FindingStatus } from '../data/findings.ts';

/** One piece of a bar: findings of one status, from the first to the last of them. */
export interface BarPiece {
  readonly status: FindingStatus;
  readonly from: number;
  readonly to: number;
}

/** A bar as pieces in the order of the ladder; statuses without findings leave no piece. */
export function pieces(bar: FindingBar): readonly BarPiece[] {
  let from = 0;
  return FINDING_STATUSES.flatMap((status) => {
    const to = from + bar.byStatus[status];
    const piece = { status, from, to };
    from = to;
    return piece.to > piece.from ? [piece] : [];
  });
}
