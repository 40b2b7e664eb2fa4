/** How a person reaches a client, by the phone or in writing, where no text does. */
import type { Client } from './booking.ts';

/** The number to call: one that takes texts, else the one that was given. */
export function numberToCall({ phone, givenPhone }: Client): string | undefined {
  return phone ?? givenPhone;
}

export function isReachable(client: Client): boolean {
  return numberToCall(client) !== undefined || client.email !== undefined;
}
