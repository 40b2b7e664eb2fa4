/** The last run of the sweep: the one thing that finds what everything else lost. */
import { formatInstant, minuteMs } from '../../../shared/time/instant.ts';
import { broken, type Check, fine, judge } from '../finding.ts';

/** It runs each minute, and CloudWatch shows a metric within about five. Minutes. */
const silentMinutesMax = 15;

export const sweepCheck: Check = {
  name: 'sweep',
  why: 'The sweep takes up each delivery and text whose timer was lost, once a minute; without it they stay lost.',
  link: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html',
  look: ({ sweptAt, now }) =>
    judge('When the sweep last ran', sweptAt, (at) => {
      if (at === undefined) {
        return [
          broken(
            'It did not run within the last day.',
            'Look whether its EventBridge rule is enabled, and at the log of the function sweep. Right after the first deployment: wait five minutes.',
          ),
        ];
      }
      const says = `It last ran at ${formatInstant(at)}`;
      return [
        now - at <= silentMinutesMax * minuteMs
          ? fine(`${says}.`)
          : broken(
              `${says}, ${Math.round((now - at) / minuteMs)} minutes ago.`,
              'Look whether its EventBridge rule is enabled, and at the log of the function sweep.',
            ),
      ];
    }),
};
