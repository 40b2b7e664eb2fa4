/** The one table: there, in use, and safe from a slip of the hand. */
import type { TableSeen } from '../facts.ts';
import { broken, type Check, deployStage, fine, judge, type Said, warning } from '../finding.ts';

export const tableCheck: Check = {
  name: 'table',
  why: 'All data lies in one table: without point-in-time recovery a mistake is final, without deletion protection one call ends it.',
  link: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html',
  look: ({ place: { stage }, tableName, table, recovery }) => [
    ...judge('The table', table, (seen) => lookAtTable(tableName, stage, seen)),
    ...judge('Point-in-time recovery', recovery, (on) => lookAtRecovery(on, tableName)),
  ],
};

function lookAtTable(name: string, stage: string, seen: TableSeen | undefined): Said[] {
  if (seen === undefined) {
    return [
      broken(`There is no table ${name}.`, `Deploy the stage, or name its --region: ${deployStage(stage)}`),
    ];
  }
  const { status, deletionProtection } = seen;
  return [
    status === 'ACTIVE'
      ? fine(`${name} is in use.`)
      : broken(`${name} is ${status}, not ACTIVE.`, 'Wait until it is, then look again.'),
    deletionProtection
      ? fine('It is protected against deletion.')
      : warning(
          'It is not protected against deletion.',
          `Where it holds real clients: aws dynamodb update-table --table-name ${name} --deletion-protection-enabled, and keepsData in infra/stages/${stage}.json.`,
        ),
  ];
}

/** A missing table is said once, by the table itself. A restored one begins without. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.Tutorial.html */
function lookAtRecovery(on: boolean | undefined, name: string): Said[] {
  if (on === undefined) return [];
  return [
    on
      ? fine('It can be restored to any second of its recovery window.')
      : broken(
          'Point-in-time recovery is off: what is lost or spoilt now stays so.',
          `Turn it on: aws dynamodb update-continuous-backups --table-name ${name} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true`,
        ),
  ];
}
