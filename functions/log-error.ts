/** One line for what was thrown: the names of the error and its causes, and where. Messages may quote what a client sent or what an item holds, so they stay out. */

/** How deep causes are followed; ours are two deep. */
const causesMax = 4;
/** Places in the code that are said, innermost first: ours is among them. */
const framesMax = 8;

/** What V8 writes for a place in a module of ours or Node's; anything else of a stack is not trusted to be one. */
const frame =
  /^ {4}at (?:async )?(?:new )?(?:[\w$.<>]+ )?(?:\[as [\w$]+\] )?\(?(?:file:\/\/|node:|\/)[\w./@+-]+:\d+:\d+\)?$/;

/** A name is a word of the code. One with more digits than a status code could be a number of somebody. */
const plainName = /^(?!.*\d{4})[A-Za-z_$][\w.$-]{0,79}$/;

export function logError(event: 'request-failed' | 'invocation-failed', error: unknown): void {
  console.error(
    JSON.stringify({ level: 'error', event, errors: errorNames(error), places: placesOf(error) }),
  );
}

/** The error's name and its causes', outermost first; for what is no error its type. */
export function errorNames(error: unknown): string[] {
  const names: string[] = [];
  let current: unknown = error;
  while (current !== undefined && names.length < causesMax) {
    if (!(current instanceof Error)) return [...names, typeof current];
    names.push(plainName.test(current.name) ? current.name : 'Error');
    current = current.cause;
  }
  return names;
}

/** A stack begins with the message: only what stands after it is read. Where the message was changed since, nothing is. */
function placesOf(error: unknown): string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return [];
  const { stack, message } = error;
  const from = stack.indexOf(message);
  if (from < 0) return [];
  const lines = stack.slice(from + message.length).split('\n');
  return lines
    .filter((line) => frame.test(line))
    .slice(0, framesMax)
    .map((line) => line.trim().slice('at '.length));
}
