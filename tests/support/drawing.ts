/** In charge of drawing a chart without a browser, as readable text that can be checked in. */
import type { Component } from 'svelte';
import { render } from 'svelte/server';

/** SVG of a component: one element a line, without Svelte's own comments and class hashes. */
export function drawing<Props extends Record<string, unknown>>(
  chart: Component<Props>,
  props: Props,
): string {
  const { body } = render(chart as Component<Record<string, unknown>>, { props });
  const text = body
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/ class="[^"]*svelte-[^"]*"/g, '')
    .replaceAll(/>\s*</g, '>\n<')
    .trim();
  return `${text}\n`;
}
