/** Where SNS writes what became of texts: fixed names, which AWS makes up from the account and the region. https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html */
import type { Place } from './facts.ts';

/** Of both groups. */
export function deliveryLogPrefix({ region, account }: Place): string {
  return `sns/${region}/${account}/DirectPublishToPhoneNumber`;
}

/** What was delivered, and what was not. */
export function deliveryLogGroups(place: Place): string[] {
  const prefix = deliveryLogPrefix(place);
  return [prefix, `${prefix}/Failure`];
}
