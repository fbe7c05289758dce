/** In charge of how long each stage of a request took, for the header `Server-Timing`. */

export class Stopwatch {
  readonly #laps: [string, number][] = [];
  #last = performance.now();

  /** Ends the running stage under this name. */
  lap(name: string): void {
    const now = performance.now();
    this.#laps.push([name, now - this.#last]);
    this.#last = now;
  }

  /** `request;dur=0.1, version;dur=1.2`, milliseconds. */
  header(): string {
    return this.#laps.map(([name, duration]) => `${name};dur=${duration.toFixed(1)}`).join(', ');
  }
}
