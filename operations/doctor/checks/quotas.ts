/** The quotas that bound this system, each with the number that matters to it. */
import type { QuotasSeen } from '../facts.ts';
import { broken, type Check, fine, judge, type Said, warning } from '../finding.ts';

/** Lambda keeps this many for functions that reserve none. https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const unreservedMin = 100;
/** The sweep's: two runs at once would do the same work twice. */
const reserved = 1;
/** One timer for each delivery that changes a booking. Half of the smallest default, 250: more than any clinic group books. https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html */
const timersPerSecondMin = 125;
/** One timer for each open booking, and those of moved bookings until they fire: 100 clinics with 10,000 bookings each. */
const timersMin = 1_000_000;
/** The default of an account. A thousand texts due at 09:00 take 50 s at this rate; below it a busy morning is late. */
const textsPerSecondMin = 20;

const increase = 'Ask for an increase in Service Quotas';

export const quotasCheck: Check = {
  name: 'quotas',
  why: 'What is throttled is late. A new account may run ten functions at once, a hundredth of the usual: too few to deploy with.',
  link: 'https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html',
  look: ({ quotas }) => [
    ...lookAtConcurrency(quotas.concurrency),
    ...judge('The quotas of EventBridge Scheduler', quotas.scheduler, (values) => [
      lookAtQuota(values, {
        quota: 'CreateSchedule request rate',
        min: timersPerSecondMin,
        of: 'timers may be made each second; a delivery that changes a booking makes one',
        service: 'EventBridge Scheduler',
      }),
      lookAtQuota(values, {
        quota: 'Number of schedules',
        min: timersMin,
        of: 'timers may be armed; each open booking has one',
        service: 'EventBridge Scheduler',
      }),
    ]),
    ...judge('The quotas of SNS', quotas.sns, (values) => [
      lookAtQuota(values, {
        quota: 'Transactional SMS Message Delivery Rate per Second',
        min: textsPerSecondMin,
        of: 'texts may go out each second; what is due at 09:00 takes that much longer',
        service: 'Amazon SNS',
      }),
    ]),
  ],
};

function lookAtConcurrency(concurrency: QuotasSeen['concurrency']): Said[] {
  return judge('The quota of Lambda', concurrency, ({ executions, unreserved }) => {
    const says = `${executions} functions may run at once, ${unreserved} of them unreserved`;
    return [
      executions >= unreservedMin + reserved
        ? fine(`${says}.`)
        : broken(
            `${says}. The sweep reserves one, and ${unreservedMin} must stay unreserved: the stage cannot be deployed.`,
            `${increase} (AWS Lambda, "Concurrent executions") to 1000.`,
          ),
    ];
  });
}

interface Wanted {
  /** As Service Quotas names it. */
  quota: string;
  min: number;
  /** What the number counts, and why it matters. */
  of: string;
  service: string;
}

function lookAtQuota(values: Readonly<Record<string, number>>, { quota, min, of, service }: Wanted): Said {
  const value = values[quota];
  if (value === undefined) {
    return warning(
      `Service Quotas shows no "${quota}" of ${service} here.`,
      `Look it up in the console; ${min} or more is enough.`,
    );
  }
  return value >= min
    ? fine(`${value} ${of}.`)
    : warning(`${value} ${of}; ${min} is enough.`, `${increase} (${service}, "${quota}").`);
}
