/** What a visit is for, as staff and clients call it. */
import type { Booking } from '../../../booking/booking.ts';
import type { Policy } from '../../../policy/policy.ts';
import { staffLanguage } from './say-attention.ts';

/** The treatment's title; of a service that belongs to none, the platform's own name for it. */
export function sayBooked({ service }: Booking, policy: Policy | undefined): string {
  return policy?.title[staffLanguage] ?? service;
}
