/** Botox as the product ships it: no rules of its own, so that Botox bookings can be received, remembered and counted by other policies. */
import type { Policy } from '../policy.ts';

/** Version 1, without questions or rules. */
export const botoxPolicy: Policy = {
  treatment: 'botox',
  version: 1,
  title: { en: 'Botox', es: 'Bótox' },
  carePlan: 'none',
  questions: [],
  rules: [],
};
