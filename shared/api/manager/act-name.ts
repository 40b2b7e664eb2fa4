/** Every act on a booking, by name. */
import * as z from 'zod';

/** In no order: a page orders what it offers. */
export const actNames = [
  'approve-findings',
  'record-clearance',
  'settle-proposal',
  'ask-again',
  'send-earliest-date',
  'mark-visit',
  'call-off',
  'resend-text',
  'mark-told',
  'record-answers',
  'renew-links',
  'stop-texts',
  'allow-texts',
  'reveal-phone',
  'export-client',
  'erase-client',
] as const;
export const actName = z.enum(actNames);
export type ActName = z.infer<typeof actName>;
