/** In charge of the inks that charts are drawn with: variables on the screen, fixed colours where there is no style sheet (briefs, exports). */
import type { Severity } from '#contract/answers';

export interface Ink extends Readonly<Record<Severity, string>> {
  readonly paper: string;
  readonly ink: string;
  readonly muted: string;
  readonly rule: string;
  readonly executed: string;
  readonly planned: string;
  readonly open: string;
  readonly prior: string;
  readonly font: string;
}

export const SCREEN: Ink = {
  paper: 'var(--paper)',
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  rule: 'var(--rule)',
  executed: 'var(--executed)',
  planned: 'var(--planned)',
  open: 'var(--open)',
  prior: 'var(--prior)',
  red: 'var(--red)',
  orange: 'var(--orange)',
  yellow: 'var(--yellow)',
  blue: 'var(--blue)',
  grey: 'var(--grey)',
  font: 'inherit',
};

/** As tokens.css has them in the light theme; a test keeps the two alike. */
export const PAPER: Ink = {
  paper: '#fbfaf6',
  ink: '#1c2126',
  muted: '#5d646a',
  rule: '#e3dfd4',
  executed: '#17616f',
  planned: '#1c2126',
  open: '#a9b3b3',
  prior: '#70767b',
  red: '#b3261e',
  orange: '#b0540a',
  yellow: '#84640a',
  blue: '#2b62a8',
  grey: '#686e74',
  font: 'Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif',
};
