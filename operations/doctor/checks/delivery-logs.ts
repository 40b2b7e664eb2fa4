/** Delivery logs of texts: whether AWS writes them at all, of every text, and whether they reach the function that reads them. */
import { functionArn } from '../../../shared/deployment/aws-place.ts';
import { resourceNames } from '../../../shared/deployment/resource-names.ts';
import type { Facts, LogGroupSeen, SmsSettings } from '../facts.ts';
import {
  broken,
  type Check,
  deployAccount,
  deployStage,
  fine,
  judge,
  list,
  type Said,
  warning,
} from '../finding.ts';
import { deliveryLogGroups } from '../log-groups.ts';

const allPercent = 100;
const deploy = `Deploy what is the account's, which sets this for all its stages: ${deployAccount}`;

export const deliveryLogsCheck: Check = {
  name: 'delivery logs',
  why: 'SNS tells of a text that was not delivered, or of a number that opted out at AWS, in these logs only.',
  link: 'https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html',
  look: (facts) => [
    ...judge('The delivery logs', facts.sms, lookAtSettings),
    ...judge('The log groups of deliveries', facts.logGroups, (groups) => lookAtGroups(groups, facts)),
  ],
};

function lookAtSettings({ deliveryRole, samplingPercent = 0 }: SmsSettings): Said[] {
  if (deliveryRole === undefined) {
    return [broken('Delivery logs are off: what became of a text is never known.', deploy)];
  }
  return [
    samplingPercent < allPercent
      ? warning(
          `Delivered texts are logged for ${samplingPercent} % of them only: the others stay "sent".`,
          'Log all: aws sns set-sms-attributes --attributes DeliveryStatusSuccessSamplingRate=100',
        )
      : fine('Each delivery is logged.'),
  ];
}

function lookAtGroups(groups: readonly LogGroupSeen[], { place }: Facts): Said[] {
  const receipts = functionArn(place, resourceNames(place.stage).functionOf('receipts'));
  const missing = deliveryLogGroups(place).filter((name) => !groups.some((seen) => seen.name === name));
  return [
    ...(missing.length === 0 ? [] : [broken(`Missing: the log groups ${list(missing)}.`, deploy)]),
    ...groups.flatMap((group) => lookAtGroup(group, receipts, place.stage)),
  ];
}

function lookAtGroup(
  { name, retentionDays, subscribers }: LogGroupSeen,
  receipts: string,
  stage: string,
): Said[] {
  const heard = judge(`Who is sent ${name}`, subscribers, (arns) => [
    arns.some((arn) => arn === receipts || arn.startsWith(`${receipts}:`))
      ? fine(`${name} goes to the function receipts.`)
      : broken(
          `${name} is not sent to this stage's function receipts: its texts stay "sent" for ever.`,
          `Deploy the stage, which subscribes it: ${deployStage(stage)}. A log group takes two subscriptions, so two stages at most may share an account and region.`,
        ),
  ]);
  if (retentionDays !== undefined) return heard;
  return [
    ...heard,
    warning(
      `${name} is kept for ever, and holds clients' phone numbers.`,
      `Bound it: aws logs put-retention-policy --log-group-name ${name} --retention-in-days 30`,
    ),
  ];
}
