/** In charge of what a list of conditions knows about one. */

/** A condition that holds rows back, and how it is taken away. */
export interface Chip {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly lang?: string | undefined;
  readonly remove: () => void;
}
