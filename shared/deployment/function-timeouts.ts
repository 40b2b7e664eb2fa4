/** How long a function may run: where the workflows reckon with it and the deployment sets it. */
import type { FunctionName } from './resource-names.ts';

/** Seconds. */
export const timeoutSeconds: Readonly<Record<FunctionName, number>> = {
  /** API Gateway gives up after 30: nothing is worth doing for a caller who has gone. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
  webhook: 29,
  'client-pages': 29,
  'manager-api': 29,
  /** Twelve steps of one booking, each some calls; a claim outlives it by far. */
  'follow-up': 60,
  /** Less than the minute until the next run: with one at a time allowed, the next must not meet it. */
  sweep: 58,
  'inbound-text': 60,
  receipts: 60,
};
