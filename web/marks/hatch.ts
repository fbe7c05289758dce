/** In charge of hatching: what exceeds a budget must survive black-and-white print. */

const round = (value: number) => Math.round(value * 10) / 10;

/** Path of 45° strokes filling a box, clipped to it; drawn as lines because patterns need names that clash on a page. */
export function hatch(
  left: number,
  right: number,
  top: number,
  height: number,
  spacing = 4,
): string {
  const bottom = top + height;
  let path = '';
  for (let foot = left - height + spacing / 2; foot < right; foot += spacing) {
    const start = Math.max(foot, left);
    const end = Math.min(foot + height, right);
    if (end - start < 0.2) continue;
    path += `M${round(start)} ${round(bottom - (start - foot))}L${round(end)} ${round(bottom - (end - foot))}`;
  }
  return path;
}
