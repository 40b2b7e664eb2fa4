/** Calls the manager's API by the names of its routes: what is sent and what comes back have the types of the table that the API itself runs on. */
import type * as z from 'zod';
import type { ManagerRouteKey, ManagerRoutes } from '../../shared/api/manager/routes.ts';
import { ProblemError, readProblem, UnreachableError } from './problem-error.ts';
import { waitAwhile } from './waiting.ts';

/** Waits of one call before it fails: others of the same person may be let in before it. */
const waitsMax = 8;
/** The longest of them: nobody watches an hourglass for longer. */
const waitSecondsMax = 30;

/** The names in braces. */
type ParamsIn<Key> = Key extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamsIn<Rest> : never;
type SchemaAt<Key extends ManagerRouteKey, Part extends string> =
  ManagerRoutes[Key] extends Record<Part, infer Schema extends z.ZodType> ? z.input<Schema> : never;
/** A part that the route does not have may not be given; one that it has must be. */
type Given<Part extends string, Value> = [Value] extends [never]
  ? { [Name in Part]?: never }
  : { [Name in Part]: Value };

export type BodyOf<Key extends ManagerRouteKey> = SchemaAt<Key, 'body'>;
export type AnswerOf<Key extends ManagerRouteKey> = z.output<ManagerRoutes[Key]['answer']>;
export type SentTo<Key extends ManagerRouteKey> = Given<
  'params',
  [ParamsIn<Key>] extends [never] ? never : Readonly<Record<ParamsIn<Key>, string>>
> &
  Given<'query', SchemaAt<Key, 'query'>> &
  Given<'body', BodyOf<Key>> & { signal?: AbortSignal };

export type Call = <Key extends ManagerRouteKey>(key: Key, sent: SentTo<Key>) => Promise<AnswerOf<Key>>;

/** What a call needs of who is signed in. */
export interface Tokens {
  /** A token that is not about to expire. */
  token(): Promise<string>;
  /** Another one, for this was refused; waits until somebody has signed in again. */
  renew(refused: string): Promise<string>;
}

interface Parts {
  params?: Readonly<Record<string, string>> | undefined;
  query?: unknown;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

export function createCall(tokens: Tokens, request: typeof fetch): Call {
  return async (key, sent) => {
    const send = (token: string): Promise<Response> => ask(request, key, token, sent);
    const token = await tokens.token();
    const first = await whenAdmitted(() => send(token), sent.signal);
    const response =
      first.status === 401
        ? await tokens.renew(token).then((next) => whenAdmitted(() => send(next), sent.signal))
        : first;
    if (!response.ok) throw new ProblemError(await readProblem(response));
    // The API answers with what the same table of routes says; a test of the API holds it to that.
    return (await response.json()) as AnswerOf<typeof key>;
  };
}

/** What came too soon after the others was not looked at, whatever it asks: it is sent again when the API says so. */
async function whenAdmitted(send: () => Promise<Response>, signal?: AbortSignal): Promise<Response> {
  let response = await send();
  for (let waits = 0; response.status === 429 && waits < waitsMax; waits += 1) {
    await waitAwhile(retryAfterMs(response), signal);
    response = await send();
  }
  return response;
}

function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get('retry-after'));
  return 1_000 * Math.min(Math.max(1, Number.isFinite(seconds) ? seconds : 1), waitSecondsMax);
}

async function ask(request: typeof fetch, key: string, token: string, parts: Parts): Promise<Response> {
  const [method = 'GET', path = '/'] = key.split(' ');
  const headers: Record<string, string> = { accept: 'application/json', authorization: `Bearer ${token}` };
  if (parts.body !== undefined) headers['content-type'] = 'application/json';
  try {
    return await request(addressOf(path, parts), {
      method,
      headers,
      body: parts.body === undefined ? null : JSON.stringify(parts.body),
      signal: parts.signal ?? null,
      cache: 'no-store',
      credentials: 'omit',
    });
  } catch (cause) {
    if (parts.signal?.aborted === true) throw cause;
    throw new UnreachableError(cause);
  }
}

/** The route's path with its names filled in, and what is asked beside. */
export function addressOf(path: string, { params = {}, query }: Pick<Parts, 'params' | 'query'>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) asked.set(name, String(value));
  return asked.size === 0 ? filled : `${filled}?${asked}`;
}
