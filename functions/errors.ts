/** What the world failed at: thrown by adapters, turned into an answer at the edge. Expected refusals are returned values instead. */

/** What was being done; kinds only, never a key, a phone or an answer. */
export interface FailedOperation {
  /** E.g. `put`, `get`, `query`. */
  operation: string;
  /** The code the world answered with, where it answered. */
  code?: string;
}

/** The table is out of reach, throttled, or answered something that is no answer. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly data: FailedOperation;

  constructor(data: FailedOperation, cause?: unknown) {
    super(`the store is unavailable: ${data.operation}`, { cause });
    this.data = data;
  }
}

/** The store of secrets is out of reach and nothing usable is cached. */
export class SecretsUnavailableError extends Error {
  override readonly name = 'SecretsUnavailableError';
  readonly data: FailedOperation;

  constructor(data: FailedOperation, cause?: unknown) {
    super(`the secrets are unavailable: ${data.operation}`, { cause });
    this.data = data;
  }
}

/** The store will never take this item: it breaks its own schema or is over the size limit. A bug here, not an outage; trying again does not help. */
export class StoreRefusedError extends Error {
  override readonly name = 'StoreRefusedError';
  /** `reason` names paths and codes, never a value. */
  readonly data: FailedOperation & { reason: string };

  constructor(data: FailedOperation & { reason: string }, cause?: unknown) {
    super(`the store refuses: ${data.operation} (${data.reason})`, { cause });
    this.data = data;
  }
}

/** The keys of whoever signs people in cannot be had: no token can be told good or bad. */
export class SignInUnavailableError extends Error {
  override readonly name = 'SignInUnavailableError';
  readonly data: FailedOperation;

  constructor(data: FailedOperation, cause?: unknown) {
    super(`the sign-in is unavailable: ${data.operation}`, { cause });
    this.data = data;
  }
}
