/** In charge of the code that a failure carries: SQLSTATE from the database, `ENOENT` and its kin from the system. */

/** The code, or an empty text where there is none. */
export function errorCode(problem: unknown): string {
  return problem instanceof Error && 'code' in problem && typeof problem.code === 'string'
    ? problem.code
    : '';
}
