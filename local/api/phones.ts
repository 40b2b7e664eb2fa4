/** The made-up phones over HTTP: the texts on them, a client's text back, and what staff were told. */
import * as z from 'zod';
import { phoneNumber } from '../../shared/clinic/clinic.ts';
import type { Clock } from '../../shared/ports.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import type { LocalRequest, LocalResponse } from '../http-server.ts';
import type { SnsEndpoint } from '../sns/endpoint.ts';
import { ok, readBody, refuseFields } from './respond.ts';

/** Ten parts, the most a carrier joins. */
const replyCharsMax = 1_530;

const reply = z.strictObject({ from: phoneNumber, body: z.string().max(replyCharsMax) });

/** What arrived, oldest first; of one phone where `?phone=` names it. */
export function showTexts({ query }: LocalRequest, sns: SnsEndpoint): LocalResponse {
  const asked = query.get('phone') ?? undefined;
  // A plus sign that was not encoded arrives as a blank.
  const phone = asked?.replace(/^ /, '+');
  if (phone !== undefined && !phoneNumber.safeParse(phone).success) {
    return refuseFields([{ path: 'phone', expected: 'an E.164 number such as +12125550100' }]);
  }
  return ok(
    sns.texts(phone).map(({ id, to, body, segments, at, bookingId, milestone }) => ({
      id,
      to,
      body,
      segments,
      at: formatInstant(at),
      bookingId,
      milestone,
    })),
  );
}

/** Delivered as AWS would: its own opt-out words first, then the function. */
export async function takeReply(
  request: LocalRequest,
  sns: SnsEndpoint,
  clock: Clock,
): Promise<LocalResponse> {
  const read = readBody(request, reply);
  if (!read.ok) return read.response;
  const at = formatInstant(clock.now());
  await sns.receive(read.body);
  return ok({ delivered: true, at });
}

/** What was published to the clinics' topics, oldest first, and which of those who subscribed it reached. */
export function showNotices(sns: SnsEndpoint): LocalResponse {
  return ok(
    sns.notices().map(({ at, topicArn, ...notice }) => ({
      ...notice,
      topic: topicArn.split(':').at(-1),
      at: formatInstant(at),
    })),
  );
}
