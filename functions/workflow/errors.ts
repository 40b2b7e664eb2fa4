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

/** An item that does not parse; nobody overwrites it, the sweep reports it. */
export class UnreadableItemError extends Error {
  override readonly name = 'UnreadableItemError';
  readonly data: { key: string; reason: string };

  constructor(key: string, reason: string) {
    super(`an item cannot be read: ${reason}`);
    this.data = { key, reason };
  }
}
