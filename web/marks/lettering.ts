/** In charge of how much room words take in a drawing, where nothing can be measured. */

const WIDE =
  /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u3000-\u303f]/;

/** Estimated width in pixels: a Chinese character is one em, a capital or digit about 0.6, the rest about 0.53. */
export function wordWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text)
    ems += WIDE.test(letter) ? 1 : /[A-Z0-9%+−]/.test(letter) ? 0.62 : 0.53;
  return ems * size;
}

/** Breaks a sentence into lines of at most `width`; Latin words stay whole, punctuation does not begin a line. */
export function lines(text: string, width: number, size: number): readonly string[] {
  const pieces = text.match(/[A-Za-z0-9.,%+−'’()-]+ ?|./gu) ?? [];
  const done: string[] = [];
  let line = '';
  for (const piece of pieces) {
    const fits = wordWidth(line + piece, size) <= width || /^[，。；：、！？）」』》]/.test(piece);
    if (line !== '' && !fits) {
      done.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  if (line !== '') done.push(line.trimEnd());
  return done;
}

/** The beginning of a name that fits, with an ellipsis where something is left out. */
export function shortened(text: string, width: number, size: number): string {
  if (wordWidth(text, size) <= width) return text;
  let kept = '';
  for (const letter of text) {
    if (wordWidth(`${kept}${letter}…`, size) > width) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}
