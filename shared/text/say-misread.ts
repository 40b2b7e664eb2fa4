/** What `parseArgs` says of a command line it cannot read, in the commands' own words: its own come with advice for files that are called like options. */

/** E.g. `--max: expected a value.`; `error` is what was thrown. */
export function sayMisread(error: unknown): string {
  const { code, message } = parts(error);
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';
  const option = quoted.split(/[ ,=]/).find((word) => word.startsWith('--')) ?? quoted;
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `${option}: there is no such option.`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return `${option}: expected ${message.includes('does not take') ? 'no' : 'a'} value.`;
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `"${quoted}": expected options only.`;
    default:
      return 'The options cannot be read.';
  }
}

function parts(error: unknown): { code: unknown; message: string } {
  if (!(error instanceof Error)) return { code: undefined, message: '' };
  return { code: 'code' in error ? error.code : undefined, message: error.message };
}
