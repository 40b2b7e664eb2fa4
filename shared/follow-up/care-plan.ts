/** The default care plan: every milestone under its id, and the lists the agenda is planned from, in the order of the visit. */
import type {
  BookingMilestoneId,
  CareMilestone,
  ReplyMilestone,
  ReplyMilestoneId,
  StatusMilestone,
} from './milestone.ts';
import { afterVisit } from './milestones/after-visit.ts';
import { beingReviewed } from './milestones/being-reviewed.ts';
import { booked } from './milestones/booked.ts';
import { cancelled } from './milestones/cancelled.ts';
import { changed } from './milestones/changed.ts';
import { dayOne } from './milestones/day-1.ts';
import { dayTwo } from './milestones/day-2.ts';
import { dayThree } from './milestones/day-3.ts';
import { dayBefore } from './milestones/day-before.ts';
import { help } from './milestones/help.ts';
import { lateBooking } from './milestones/late-booking.ts';
import { morningOf } from './milestones/morning-of.ts';
import { newTime } from './milestones/new-time.ts';
import { notYet } from './milestones/not-yet.ts';
import { released } from './milestones/released.ts';
import { screeningNeeded } from './milestones/screening-needed.ts';
import { start } from './milestones/start.ts';
import { stop } from './milestones/stop.ts';
import { threeDaysBefore } from './milestones/three-days-before.ts';
import { twoWeeksAfter } from './milestones/two-weeks-after.ts';
import { twoWeeksBefore } from './milestones/two-weeks-before.ts';

export const carePlan = {
  booked,
  'late-booking': lateBooking,
  'screening-needed': screeningNeeded,
  'being-reviewed': beingReviewed,
  'not-yet': notYet,
  released,
  'new-time': newTime,
  cancelled,
  'two-weeks-before': twoWeeksBefore,
  'three-days-before': threeDaysBefore,
  'day-before': dayBefore,
  'morning-of': morningOf,
  'after-visit': afterVisit,
  'day-1': dayOne,
  'day-2': dayTwo,
  'day-3': dayThree,
  'two-weeks-after': twoWeeksAfter,
  stop,
  start,
  help,
  changed,
} satisfies Record<BookingMilestoneId, StatusMilestone | CareMilestone> &
  Record<ReplyMilestoneId, ReplyMilestone>;

/** About the booking itself, most urgent first: of one change the first that applies is sent. */
export const statusMilestones: readonly StatusMilestone[] = [
  cancelled,
  notYet,
  screeningNeeded,
  beingReviewed,
  released,
  newTime,
  lateBooking,
  booked,
];

/** Guidance around the visit. */
export const careMilestones: readonly CareMilestone[] = [
  twoWeeksBefore,
  threeDaysBefore,
  dayBefore,
  morningOf,
  afterVisit,
  dayOne,
  dayTwo,
  dayThree,
  twoWeeksAfter,
];
