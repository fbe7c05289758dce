/** In charge of what stands around a chart that leaves the page. */
export interface Framing {
  readonly title: string;
  readonly subtitle: string;
  readonly source: string;
}
