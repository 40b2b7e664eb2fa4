/** When each section of the care plan holds for one visit, and where that stands now. */
import type { PageView } from '../../../shared/api/page-view.ts';
import { careSections } from '../../../shared/follow-up/care-page.ts';
import type { CareSection } from '../../../shared/follow-up/care-section.ts';
import { resolveOffset } from '../../../shared/follow-up/due-time.ts';
import type { Instant } from '../../../shared/time/instant.ts';

export type CareView = Extract<PageView, { page: 'care' }>;

type View = Pick<CareView, 'endAt' | 'now' | 'pauseFrom' | 'startAt' | 'zone'>;

export interface CareMoment {
  section: CareSection;
  /** As the guidance has it. */
  from?: Instant | undefined;
  /** When the page begins to bring it up. */
  begins?: Instant | undefined;
  until?: Instant | undefined;
  /** Only what begins and ends can be going on. */
  holds: 'ahead' | 'now' | 'past';
}

/** In the order of the page. */
export function momentsOf(view: View): CareMoment[] {
  return careSections.map((section) => {
    const from = beginOf(section, view);
    const begins = from ?? (section.remindedFrom && resolveOffset(section.remindedFrom, view));
    const until = section.until && resolveOffset(section.until, view);
    return { section, from, begins, until, holds: holdsAt(view.now, begins, until) };
  });
}

/** What begins next. */
export function nextOf(moments: readonly CareMoment[]): CareMoment | undefined {
  return moments
    .filter(({ holds, begins, until }) => holds === 'ahead' && begins !== undefined && until !== undefined)
    .toSorted((one, other) => (one.begins ?? 0) - (other.begins ?? 0))[0];
}

function holdsAt(now: Instant, begins: Instant | undefined, until: Instant | undefined): CareMoment['holds'] {
  if (until !== undefined && now >= until) return 'past';
  return begins !== undefined && until !== undefined && begins <= now ? 'now' : 'ahead';
}

/** How long actives pause is the clinic's to say; the rest is the guidance's. */
function beginOf(section: CareSection, view: View): Instant | undefined {
  if (section.id === 'actives-before') return view.pauseFrom;
  return section.from && resolveOffset(section.from, view);
}
