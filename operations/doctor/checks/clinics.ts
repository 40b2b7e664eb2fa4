/** The clinics as a whole: each has a secret and settings, and one is worthless without the other. */
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import type { ClinicSeen } from '../facts.ts';
import { broken, type Check, fine, judge, type Said, warning } from '../finding.ts';

export const clinicsCheck: Check = {
  name: 'clinics',
  why: 'A clinic is a secret and an item of settings. Without the secret its deliveries are refused, without the settings they are answered 404.',
  link: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_search-secret.html',
  look: ({ place, clinics: { secretsListed, itemsListed, clinics } }) => [
    ...judge('The list of secrets', secretsListed, () => []),
    ...judge('The clinics in the table', itemsListed, (whole) =>
      whole
        ? []
        : [
            warning(
              'The table is too long to be read through for clinics without a secret.',
              'Nothing, unless a clinic is missing below.',
            ),
          ],
    ),
    ...(secretsListed.known && itemsListed.known && clinics.length === 0
      ? [
          warning(
            'There is no clinic yet.',
            `Add one, as docs/clinic.md says: npm run clinic -- add FILE --stage ${place.stage}`,
          ),
        ]
      : clinics.flatMap((clinic) => lookAtClinic(clinic, place.stage))),
  ],
};

function lookAtClinic({ id, item }: ClinicSeen, stage: string): Said[] {
  return judge(`The settings of ${id}`, item, (seen) => {
    switch (seen.item) {
      case 'missing':
        return [
          broken(
            `${id} has a secret, but no settings: its deliveries are answered 404.`,
            `Add it again, which takes up the secret: npm run clinic -- add FILE --stage ${stage}`,
          ),
        ];
      case 'unreadable':
        return [
          broken(
            `The settings of ${id} cannot be read (${seen.reason}).`,
            'Deploy the version that wrote them, or mend the item.',
          ),
        ];
      case 'read':
        return [lookAtStatus(seen.clinic, stage)];
      default:
        return seen satisfies never;
    }
  });
}

function lookAtStatus({ id, brand, status }: Clinic, stage: string): Said {
  switch (status) {
    case 'active':
      return fine(`${id} (${brand}) is active.`);
    case 'removed':
      return fine(`${id} (${brand}) is removed.`);
    case 'paused':
      return warning(
        `${id} (${brand}) is paused: its clients get no texts.`,
        `When it should send again: npm run clinic -- set ${id} status=active --stage ${stage}`,
      );
    case 'restoring':
      return warning(
        `${id} (${brand}) is being restored: its clients get no texts until that is ended.`,
        'End the restore: docs/restore.md says how.',
      );
    default:
      return status satisfies never;
  }
}
