/** In charge of numbering the slices of a file: one batch each, whichever of its tables they come from. */
import type { SliceParts } from '../mapping/bound.ts';
import { detail, refuse } from '../readers/refusal.ts';
import { BLOCK } from './leaf.ts';
import type { RowWriter } from './rowWriter.ts';
import type { SliceRead, TableTask } from './threadTalk.ts';

interface Numbered {
  readonly batch: number;
  readonly parts: SliceParts;
  readonly task: TableTask;
}

export class Numbers {
  private readonly byKey = new Map<string, Numbered>();
  private readonly counts = new Map<number, number>();
  private readonly writers: { readonly task: TableTask; readonly writer: RowWriter }[] = [];
  /** Per leaf: the last line that a table before has used. */
  private readonly lines = new Map<number, number>();

  /** The batch of a slice of this table. @throws Refusal for more slices than a leaf has numbers. */
  batchOf(task: TableTask, parts: SliceParts): number {
    // the same slice is one batch, whatever day another table gives it
    const key = `${String(task.first)}|${JSON.stringify({ ...parts, reported: null })}`;
    const known = this.byKey.get(key);
    if (known !== undefined) return known.batch;
    const count = this.counts.get(task.first) ?? 0;
    if (count >= BLOCK) {
      throw refuse(
        'too-many-cells',
        detail(
          `超过 ${String(BLOCK)} 个地区、年度、月份与账套的组合`,
          `more than ${String(BLOCK)} combinations of region, year, month and book`,
        ),
      );
    }
    this.counts.set(task.first, count + 1);
    const numbered = { batch: task.first + count, parts, task };
    this.byKey.set(key, numbered);
    return numbered.batch;
  }

  /** Keeps what a table has read; `lines` are those it has used. */
  keep(task: TableTask, writer: RowWriter, lines: number): void {
    this.writers.push({ task, writer });
    this.lines.set(task.first, lines);
  }

  /** Where the lines of a further table of the same ledger begin. */
  offset({ first }: TableTask): number {
    return this.lines.get(first) ?? 0;
  }

  /** All slices of which rows were read or refused. */
  slices(): SliceRead[] {
    return [...this.byKey.values()].map(({ batch, parts, task }): SliceRead => {
      const sums: Record<string, bigint> = {};
      const names = new Map<string, SliceRead['names'][number]>();
      let [rows, rejected, rejectedAmount, lastMonth] = [0, 0, 0n, 0];
      for (const { writer } of this.writers.filter((own) => own.task.first === task.first)) {
        const tally = writer.tallies.get(batch);
        if (tally === undefined) continue;
        rows += tally.rows;
        rejected += tally.rejected;
        rejectedAmount += tally.rejectedAmount;
        lastMonth = Math.max(lastMonth, tally.lastMonth);
        writer.amounts.forEach((field, index) => {
          sums[field] = (sums[field] ?? 0n) + tally.sum(index);
        });
        for (const [scheme, codes] of writer.namesOf(batch)) {
          for (const [code, { name, parent }] of codes) {
            const key = `${scheme}\0${code}`;
            if (!names.has(key)) names.set(key, { scheme, code, name, parent });
          }
        }
      }
      return {
        batch, dataset: task.bound.dataset, table: task.no, parts, lastMonth, rows, sums, rejected, rejectedAmount,
        names: [...names.values()],
      }; // prettier-ignore
    });
  }
}
