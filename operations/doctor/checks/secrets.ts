/** Each clinic's secret: readable by the functions, and with something in it for each platform the clinic is connected to. */
import { platformById } from '../../../shared/platforms/platforms.ts';
import type { ClinicItemSeen, ClinicSeen, SecretSeen } from '../facts.ts';
import { broken, type Check, fine, judge, type Said, warning } from '../finding.ts';

export const secretsCheck: Check = {
  name: 'secrets',
  why: "A delivery is taken only with a signature that one of the clinic's active secrets made.",
  link: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets.html',
  look: ({ place, clinics: { clinics } }) =>
    clinics.flatMap((clinic) =>
      judge(`The secret of ${clinic.id}`, clinic.secret, (seen) => lookAtSecret(clinic, seen, place.stage)),
    ),
};

function lookAtSecret({ id, item }: ClinicSeen, seen: SecretSeen, stage: string): Said[] {
  switch (seen.secret) {
    case 'missing':
      return [
        broken(
          `${id} has settings, but no secret: each of its deliveries is refused.`,
          'Restore it (aws secretsmanager restore-secret) while AWS still keeps it: a new one would not know its clients again.',
        ),
      ];
    case 'unreadable':
      return [
        broken(
          `The secret of ${id} is not in the form that the functions read: each of its deliveries is answered 503.`,
          'Put back the version before it (AWSPREVIOUS).',
        ),
      ];
    case 'read':
      return lookAtPlatforms(id, servicesOf(item), seen.activeOf, stage);
    default:
      return seen satisfies never;
  }
}

/** Platforms whose services the settings map; undefined where the settings are not known. */
function servicesOf(item: ClinicSeen['item']): string[] | undefined {
  const seen: ClinicItemSeen | undefined = item.known ? item.value : undefined;
  return seen?.item === 'read' ? Object.keys(seen.clinic.services) : undefined;
}

function lookAtPlatforms(
  id: string,
  mapped: string[] | undefined,
  activeOf: Readonly<Record<string, number>>,
  stage: string,
): Said[] {
  const platforms = [...new Set([...(mapped ?? []), ...Object.keys(activeOf)])].sort();
  if (platforms.length === 0) {
    return [
      broken(
        `${id} is connected to no platform: no booking of it arrives.`,
        `Map the services of one: npm run clinic -- set ${id} services.cal-com.SLUG=TREATMENT --stage ${stage}`,
      ),
    ];
  }
  return platforms.map((platform) => {
    const active = Object.hasOwn(activeOf, platform) ? (activeOf[platform] ?? 0) : 0;
    if (platformById(platform) === undefined) {
      return warning(
        `${id} names the platform ${platform}, which this version does not know.`,
        'Mend its name in the settings and in the secret.',
      );
    }
    if (active === 0) {
      return broken(
        `${id} has no secret for ${platform}: each delivery is refused.`,
        `Make one: npm run clinic -- rotate-secret ${id} --platform ${platform} --stage ${stage}`,
      );
    }
    if (mapped !== undefined && !mapped.includes(platform)) {
      return warning(
        `${id} has a secret for ${platform}, but maps none of its services: each booking waits for a person.`,
        `Map them: npm run clinic -- set ${id} services.${platform}.SERVICE=TREATMENT --stage ${stage}`,
      );
    }
    return active === 1
      ? fine(`${id} has a secret for ${platform}.`)
      : fine(`${id} has ${active} active secrets for ${platform}: a rotation that is not ended yet.`);
  });
}
