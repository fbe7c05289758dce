/** In charge of charts as files: the very component that is on the page, drawn with fixed inks, as SVG or PNG. */
import { flushSync, mount, unmount, type Component } from 'svelte';

/** How much finer than the screen a PNG is, for print and projection. */
const FINENESS = 2;

/** Draws a framed chart off the page and gives its SVG text. */
export function svgOf<Props extends Record<string, unknown>>(
  chart: Component<Props>,
  props: Props,
): string {
  const easel = document.createElement('div');
  const drawing = mount(chart, { target: easel, props });
  flushSync();
  const svg = easel.querySelector('svg');
  const text = svg === null ? '' : new XMLSerializer().serializeToString(svg);
  void unmount(drawing);
  return text.replaceAll(/<!--.*?-->/g, '');
}

/** Paints an SVG text. Throws where the browser cannot. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * FINENESS;
  canvas.height = image.naturalHeight * FINENESS;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the canvas gave no picture'));
      else resolve(blob);
    }, 'image/png');
  });
}

/** Hands a file to the reader. */
export function save(name: string, content: Blob | string, type?: string): void {
  const blob =
    typeof content === 'string' ? new Blob([content], { type: type ?? 'text/plain' }) : content;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name.replaceAll(/[\\/:*?"<>|\s]+/g, '_');
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 10_000);
}
