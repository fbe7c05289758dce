/** In charge of what a question is, in memory: the same object on both sides of the wire. */

/** cube, measures, by, where, as of: `GET /api/query/:cube?measures=…&by=…&<dimension>=…`. */
export interface Question {
  readonly cube: string;
  readonly measures: readonly string[];
  readonly by: readonly string[];
  /** Alternatives per dimension; `null` stands for absent (`~` in the address). */
  readonly where: Readonly<Record<string, readonly (string | null)[]>>;
  /** First and last month, `YYYY-MM`. */
  readonly from?: string;
  readonly to?: string;
  /** Version number or instant on our clock. */
  readonly asOf?: string;
  /** Date on the sources' clock. */
  readonly reportedBy?: string;
  /** `amount`, `-amount`, a dimension name … */
  readonly order?: readonly string[];
  readonly limit?: number;
}
