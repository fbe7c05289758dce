/** In charge of the indents that cell styles of an OpenDocument spreadsheet give. */
import { attribute, tags } from './xml.ts';

/** Points in one step of indent, as spreadsheet programs export it. */
const STEP = 10;
const POINTS: Readonly<Record<string, number>> = { pt: 1, in: 72, cm: 28.346, mm: 2.8346, pc: 12 };

/** Indent by style name, for the styles of a part that have one. */
export function marginsOf(xml: string): Map<string, number> {
  const indents = new Map<string, number>();
  let style = '';
  for (const tag of tags(xml, ['style', 'paragraph-properties'])) {
    if (tag.closing) continue;
    if (tag.name === 'style') style = attribute(tag, 'name') ?? '';
    else {
      const match = /^([\d.]+)(pt|in|cm|mm|pc)$/u.exec(attribute(tag, 'margin-left') ?? '');
      const steps = Math.round((Number(match?.[1] ?? 0) * (POINTS[match?.[2] ?? ''] ?? 0)) / STEP);
      if (steps > 0 && steps <= 250) indents.set(style, steps);
    }
  }
  return indents;
}
