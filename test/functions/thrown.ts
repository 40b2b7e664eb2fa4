/** Errors that carry a person with them in every place an error has, and what Lambda would write down of one. */

/** Made up; nothing of it may come out of a function that fails. */
export const planted = ['Zyxquark', '2125550147', 'Isotretinoin', 'Ab3dEf6hIj'] as const;

const sentence = 'Zyxquark (+12125550147) said Isotretinoin at /s/Ab3dEf6hIj';

/** As the SDK's are: more fields than anybody counts. */
class ServiceError extends Error {
  override readonly name = 'ValidationException';
  readonly $response = { body: sentence };
  readonly $metadata = { httpStatusCode: 400, requestId: sentence };
}

/** A message that looks like places in the code. */
const lookingLikePlaces = `${sentence}\n    at Zyxquark (file:///var/task/Zyxquark.ts:1:1)\n    at +12125550147:1:1`;

function named(name: string): Error {
  return Object.assign(new Error('no'), { name });
}

function rewritten(): Error {
  const { stack } = new Error(sentence);
  return Object.assign(new Error('other words'), { stack });
}

function shortened(): Error {
  const { stack } = new Error(sentence);
  return Object.assign(new Error('said'), { stack });
}

export const personalErrors: readonly [string, () => unknown][] = [
  ['in its message', () => new TypeError(sentence)],
  ['in its fields', () => Object.assign(new Error('no'), { data: { key: sentence }, code: sentence })],
  ['in its cause', () => new Error('no', { cause: new RangeError(sentence) })],
  ['in a cause that is no error', () => new Error('no', { cause: sentence })],
  ['in a field of the SDK', () => new ServiceError(sentence)],
  ['in its name', () => named('Zyxquark 2125550147')],
  ['as a number in its name', () => named('Error2125550147')],
  ['in lines that look like places', () => new Error(lookingLikePlaces)],
  ['in a stack that says otherwise than its message', rewritten],
  ['in a stack that says more than its message', shortened],
  ['and is a text', () => sentence],
  ['and is an object', () => ({ toString: () => sentence, sentence })],
];

/** Name, message, code, every field of its own, and the stack. https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/Errors.js */
export function asLambdaWrites(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { name, message, stack } = thrown;
  return JSON.stringify({ errorType: name, errorMessage: message, ...thrown, stack: stack?.split('\n') });
}
