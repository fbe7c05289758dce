/** In charge of a list too long to hold: pages come as they are needed, any place is found again, failures are told. */
import { describe, expect, test, vi } from 'vitest';
import { Refused } from '../../../web/data/api.ts';
import { KeysetPages, PAGE_ROWS, type ReadPage } from '../../../web/data/keysetPages.svelte.ts';

/** A list of whole numbers; the cursor is the next one. */
function numbers(count: number, total: number | null = count) {
  const read = vi.fn<ReadPage<number>>((cursor, limit) => {
    const from = cursor === null ? 0 : Number(cursor);
    const to = Math.min(count, from + limit);
    const rows = Array.from({ length: to - from }, (_, at) => from + at);
    const next = to < count ? String(to) : null;
    return Promise.resolve({ rows, next, total: cursor === null ? total : null });
  });
  return { pages: new KeysetPages(read), read };
}

describe('pages', () => {
  test('nothing is asked before it is needed, then the page in view', async () => {
    const { pages, read } = numbers(PAGE_ROWS * 3);
    expect([pages.length, read.mock.calls.length]).toEqual([0, 0]);
    pages.need(0, 20);
    await vi.waitUntil(() => pages.row(20) === 20);
    expect(read).toHaveBeenCalledTimes(1);
    expect(pages.length).toBe(PAGE_ROWS * 3);
    expect(pages.row(PAGE_ROWS)).toBeNull();
  });

  test('a place far down is reached through the pages before it, and found again by its cursor', async () => {
    const count = PAGE_ROWS * 60;
    const { pages, read } = numbers(count);
    pages.need(count - 5, count - 1);
    await vi.waitUntil(() => pages.row(count - 1) === count - 1);
    expect(read).toHaveBeenCalledTimes(60);
    // The first pages were forgotten on the way.
    expect(pages.row(0)).toBeNull();
    pages.need(PAGE_ROWS * 3, PAGE_ROWS * 3 + 10);
    await vi.waitUntil(() => pages.row(PAGE_ROWS * 3) === PAGE_ROWS * 3);
    expect(read).toHaveBeenCalledTimes(61);
  });

  test('without a total the list grows until its end is known', async () => {
    const { pages } = numbers(PAGE_ROWS + 7, null);
    pages.need(0, 1);
    await vi.waitUntil(() => pages.row(0) === 0);
    expect(pages.length).toBe(PAGE_ROWS * 2);
    pages.need(PAGE_ROWS, PAGE_ROWS + 30);
    await vi.waitUntil(() => pages.row(PAGE_ROWS) === PAGE_ROWS);
    expect(pages.length).toBe(PAGE_ROWS + 7);
  });

  test('an empty list has no rows and asks once', async () => {
    const { pages, read } = numbers(0);
    pages.need(0, 30);
    await vi.waitUntil(() => !pages.fresh);
    expect(pages.length).toBe(0);
    pages.need(0, 30);
    await Promise.resolve();
    expect(read).toHaveBeenCalledTimes(1);
  });

  test('a refusal is told and can be tried again', async () => {
    let broken = true;
    const problem = { type: '', title: '', status: 503, code: 'database', detail: '' };
    const pages = new KeysetPages<number>(() =>
      broken
        ? Promise.reject(new Refused(problem))
        : Promise.resolve({ rows: [1], next: null, total: 1 }),
    );
    pages.need(0, 0);
    await vi.waitUntil(() => pages.problem !== null);
    broken = false;
    pages.retry();
    await vi.waitUntil(() => pages.row(0) === 1);
    expect(pages.problem).toBeNull();
  });

  test('stopped, it neither asks nor changes', async () => {
    const { pages, read } = numbers(PAGE_ROWS * 9);
    pages.need(PAGE_ROWS * 8, PAGE_ROWS * 8);
    pages.stop();
    await Promise.resolve();
    await Promise.resolve();
    expect(pages.fresh).toBe(true);
    expect(read).toHaveBeenCalledTimes(1);
  });
});
