/** The end of the care plan: sunscreen weeks done, and who to call. No invitation: that would be marketing. */
import { asClinic } from '../address-client.ts';
import type { CareMilestone } from '../milestone.ts';

/** Left out where another visit starts within three days. */
export const twoWeeksAfter: CareMilestone = {
  id: 'two-weeks-after',
  kind: 'care',
  side: 'after',
  due: { at: 'offset', offset: { from: 'end', days: 14 } },
  late: { from: 'end', days: 17 },
  elseBefore: false,
  states: ['end'],
  skippedByVisitWithinDays: 3,
  uncapped: false,
  words: {
    en: (facts) =>
      asClinic(
        facts,
        `Your two weeks of daily SPF 30+ are done. If your skin worries you in any way, call us: ${facts.clinicPhone}`,
      ),
    es: (facts) =>
      asClinic(
        facts,
        `Terminaron sus dos semanas de SPF 30+ diario. Si algo de su piel le preocupa, llame al ${facts.clinicPhone}`,
      ),
  },
};
