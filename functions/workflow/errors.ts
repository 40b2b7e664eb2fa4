/** What stops a workflow for now: the work stays in the due index and is taken up again. */

/** Other writers came first every time; whoever is next takes it up. */
export class ContentionError extends Error {
  override readonly name = 'ContentionError';
  readonly data: { key: string };

  constructor(key: string) {
    super('the item kept changing under the writer');
    this.data = { key };
  }
}

/** The work, unless the item it is on cannot be read: then that one is left to the sweep, and the caller goes on. */
export async function unlessUnreadable<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UnreadableItemError) return undefined;
    throw error;
  }
}

/** An item that does not parse; nobody overwrites it, the sweep reports it. */
export class UnreadableItemError extends Error {
  override readonly name = 'UnreadableItemError';
  readonly data: { key: string; reason: string };

  constructor(key: string, reason: string) {
    super(`an item cannot be read: ${reason}`);
    this.data = { key, reason };
  }
}

/** A clinic without secrets has no client keys: its texts wait in the dead-letter queue until it has. */
export class ClinicSecretsMissingError extends Error {
  override readonly name = 'ClinicSecretsMissingError';

  constructor() {
    super('the clinic has no secrets');
  }
}

/** A delivery that was an event when it was stored and cannot be worked on now: its platform or the clinic's secrets are gone. */
export class StoredDeliveryError extends Error {
  override readonly name = 'StoredDeliveryError';

  constructor() {
    super('a stored delivery is no event any more');
  }
}
