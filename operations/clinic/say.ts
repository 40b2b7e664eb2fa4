/** What the clinic command says of mistakes, webhooks and times, in one place and in the same words for every verb. */
import type { Mistake } from '../../functions/workflow/change-clinic.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import { formatInstant, type Instant } from '../../shared/time/instant.ts';
import type { Stage } from '../stage.ts';
import { connectionOf } from './connections.ts';
import { treatmentsWithoutPolicy } from './new-clinic.ts';
import { activeSince, type SecretValue } from './secret-value.ts';

/** The first of each field: what else is wrong with it follows from that. */
export function sayMistakes(mistakes: readonly Mistake[]): string[] {
  const first = mistakes.filter(({ path }, at) => mistakes.findIndex((one) => one.path === path) === at);
  return first.map(({ path, expected }) => `${path || 'settings'}: ${expected}.`);
}

export function sayInstant(at: Instant): string {
  return `${formatInstant(at).slice(0, 19).replace('T', ' ')} UTC`;
}

export function webhookUrl({ id, pagesUrl }: Clinic, platform: string): string {
  return `${pagesUrl}/v1/clinics/${id}/webhooks/${platform}`;
}

/** What is to be put in at the platform. `secret` undefined: how to read it instead. */
export function sayConnection(
  clinic: Clinic,
  platform: string,
  secret: string | undefined,
  howToRead: string,
): string[] {
  return [
    platform,
    `  address    ${webhookUrl(clinic, platform)}`,
    `  secret     ${secret ?? howToRead}`,
    `  goes into  ${connectionOf(platform)?.pasteAt ?? 'the platform'}`,
  ];
}

export function sayHowToRead({ url, region }: Stage, secretName: string, platform: string): string {
  if (url !== undefined) return `read it with: curl ${url.origin}/local/secrets`;
  return `read it, as the last of platforms.${platform}, with: aws secretsmanager get-secret-value --region ${region} --secret-id ${secretName} --query SecretString --output text`;
}

/** E.g. `1 active secret, since 2026-11-22 08:00:00 UTC`. */
export function saySecrets(value: SecretValue | undefined, platform: string): string {
  const since = value === undefined ? [] : activeSince(value, platform);
  const times = since.map((at) => (at === undefined ? 'before this command was used' : sayInstant(at)));
  if (times.length === 0) return 'no secret: every delivery is refused';
  return `${times.length} active secret${times.length === 1 ? '' : 's'}, since ${times.join(' and ')}`;
}

/** What is allowed and probably not meant. */
export function sayDoubts(clinic: Clinic, value: SecretValue | undefined): string[] {
  const { id, services, consent } = clinic;
  const platforms = Object.keys(services);
  const missing = platforms.filter(
    (platform) => value === undefined || activeSince(value, platform).length === 0,
  );
  return [
    ...treatmentsWithoutPolicy(clinic).map(
      (treatment) => `No policy decides on ${treatment}: its bookings wait for a person.`,
    ),
    ...missing.map(
      (platform) =>
        `${platform} has no secret yet: npm run clinic -- rotate-secret ${id} --platform ${platform}`,
    ),
    ...platforms
      .filter((platform) => consent[platform] !== 'paper')
      .map(
        (platform) =>
          `${platform}: a client is texted only where the booking itself says that they agreed. consent.${platform}=paper if the clinic holds their consent.`,
      ),
  ];
}
