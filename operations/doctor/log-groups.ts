/** Both of SNS's delivery logs: what was delivered, and what was not. */
import { type AwsPlace, deliveryLogName } from '../../shared/deployment/aws-place.ts';

export function deliveryLogGroups(place: AwsPlace): string[] {
  const name = deliveryLogName(place);
  return [name, `${name}/Failure`];
}
