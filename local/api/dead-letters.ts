/** What lies in the queues of failures, over HTTP: `npm run redrive` brings it through. */
import { formatInstant } from '../../shared/time/instant.ts';
import { decodeJson } from '../../shared/webhook/read-body.ts';
import type { LocalResponse } from '../http-server.ts';
import type { SqsEndpoint } from '../sqs/endpoint.ts';
import { ok } from './respond.ts';

/** Oldest first, received or not. */
export function showDeadLetters(sqs: SqsEndpoint): LocalResponse {
  return ok(
    sqs.messages().map(({ id, queue, sentAt, attributes, body }) => ({
      id,
      queue,
      at: formatInstant(sentAt),
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([name, { StringValue }]) => [name, StringValue]),
      ),
      body: readBody(body),
    })),
  );
}

function readBody(body: string): unknown {
  const decoded = decodeJson(Buffer.from(body));
  return decoded.ok ? decoded.value : body;
}
