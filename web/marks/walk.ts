/** In charge of walking a chart with the arrow keys: one tab stop, then from mark to mark, in a table also from row to row. */

type Mark = HTMLElement | SVGElement;

const marksOf = (holder: Element): readonly Mark[] => [
  ...holder.querySelectorAll<Mark>('[data-mark]'),
];

/** Where a key leads from a mark; null for keys that mean nothing here. */
function next(holder: Element, from: Mark, key: string): Mark | null {
  const all = marksOf(holder);
  const row = from.closest('tr');
  const along = row === null ? all : marksOf(row);
  const at = along.indexOf(from);
  if (key === 'ArrowRight') return along[at + 1] ?? from;
  if (key === 'ArrowLeft') return along[at - 1] ?? from;
  if (key === 'Home') return all[0] ?? null;
  if (key === 'End')
    return (
      (row === null ? all : marksOf(all.at(-1)?.closest('tr') ?? holder)).at(
        row === null ? -1 : 0,
      ) ?? null
    );
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null;
  const step = key === 'ArrowDown' ? 1 : -1;
  if (row === null) return all[at + step] ?? from;
  const rows = [...holder.querySelectorAll('tr')].filter((one) => marksOf(one).length > 0);
  const beside = rows[rows.indexOf(row) + step];
  if (beside === undefined) return from;
  const marks = marksOf(beside);
  return marks[Math.min(at, marks.length - 1)] ?? from;
}

/** An attachment for the element that holds marks (`data-mark`); exactly one of them is in the tab order. */
export function walk(holder: Element): () => void {
  const isMark = (target: EventTarget | null): target is Mark =>
    (target instanceof HTMLElement || target instanceof SVGElement) &&
    target.hasAttribute('data-mark');

  const settle = ({ target }: Event) => {
    if (!isMark(target)) return;
    for (const mark of marksOf(holder)) mark.setAttribute('tabindex', mark === target ? '0' : '-1');
  };

  const step = (event: Event) => {
    if (!(event instanceof KeyboardEvent) || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = isMark(event.target) ? next(holder, event.target, event.key) : null;
    if (to === null) return;
    event.preventDefault();
    to.focus();
  };

  holder.addEventListener('focusin', settle);
  holder.addEventListener('keydown', step);
  return () => {
    holder.removeEventListener('focusin', settle);
    holder.removeEventListener('keydown', step);
  };
}
