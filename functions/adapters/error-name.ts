/** The one way adapters name what went wrong: AWS's error name or Node's code. Messages stay out, for they may quote a phone number. */

/** E.g. `ThrottlingException`, `ECONNREFUSED`, `TimeoutError`. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name !== 'Error') return error.name;
  return codeOf(error) ?? error.name;
}

/** Node's code of a system error, such as `ECONNREFUSED`. */
function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
