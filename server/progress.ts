/** In charge of showing how far the work is: a bar on a terminal, plain lines on anything else. */

export interface Progress {
  readonly show: (share: number | null, text: string) => void;
  /** Takes the bar away, so that a line can be written. */
  readonly clear: () => void;
}

const WIDTH = 24;
/** On plain lines, numbers that run on are told this often. */
const RUNNING_MS = 5_000;

export function progressOn(stream: {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}): Progress {
  let last = '';
  if (stream.isTTY !== true) {
    let told = -Infinity;
    return {
      show: (_, text) => {
        const now = performance.now();
        // a count that runs on is not a line each time
        if (text === last || (now - told < RUNNING_MS && wording(text) === wording(last))) return;
        stream.write(`${text}\n`);
        last = text;
        told = now;
      },
      clear: () => undefined,
    };
  }
  return {
    show: (share, text) => {
      const done = share === null ? 0 : Math.round(Math.min(1, Math.max(0, share)) * WIDTH);
      const bar =
        share === null
          ? ''
          : `${'█'.repeat(done)}${'░'.repeat(WIDTH - done)} ${Math.round(share * 100)}% `;
      last = fit(`${bar}${text}`, (stream.columns ?? 80) - 1);
      stream.write(`\r\u001b[K${last}`);
    },
    clear: () => {
      if (last !== '') stream.write('\r\u001b[K');
      last = '';
    },
  };
}

/** A text without its numbers. */
function wording(text: string): string {
  return text.replace(/[\d,:.]+/gu, '');
}

/** As much of a text as fits into so many columns; a Chinese character takes two. */
function fit(text: string, columns: number): string {
  let taken = 0;
  let kept = '';
  for (const character of text) {
    taken +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1;
    if (taken > columns) break;
    kept += character;
  }
  return kept;
}
