/** Turns what the DynamoDB client throws into what the ports promise. */
import { StoreRefusedError, StoreUnavailableError } from '../errors.ts';
import { errorName } from './error-name.ts';

export type StoreOperation = 'get' | 'put' | 'put-back' | 'query';

/** DynamoDB refuses the request itself (too large an item, an empty key): the same request will never pass. */
const refusals = new Set(['ValidationException', 'ItemCollectionSizeLimitExceededException']);

/** After the SDK's own retries: throttled, a 5xx, no network, no rights, no table. All of them pass only by waiting or by an operator. */
export function storeFailure(operation: StoreOperation, error: unknown): Error {
  const code = errorName(error);
  if (refusals.has(code)) return new StoreRefusedError({ operation, code, reason: code }, error);
  return new StoreUnavailableError({ operation, code }, error);
}
