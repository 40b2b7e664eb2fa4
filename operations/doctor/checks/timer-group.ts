/** The group that the bookings' timers are made in. */
import { resourceNames } from '../../../shared/deployment/resource-names.ts';
import { broken, type Check, deployStage, fine, judge } from '../finding.ts';

export const timerGroupCheck: Check = {
  name: 'timers',
  why: 'Each open booking has one timer in this group. Without it texts still go out, but by the sweep: minutes late.',
  link: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-group.html',
  look: ({ place, timerGroup }) =>
    judge('The timer group', timerGroup, (state) => {
      const name = resourceNames(place.stage).timerGroup;
      if (state === 'ACTIVE') return [fine(`The group ${name} takes timers.`)];
      const says =
        state === undefined ? `There is no timer group ${name}.` : `The group ${name} is ${state}.`;
      return [broken(says, `Deploy the stage, which makes it: ${deployStage(place.stage)}`)];
    }),
};
