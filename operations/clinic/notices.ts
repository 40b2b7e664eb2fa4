/** Who of a clinic's staff is told by e-mail: subscribes, ends, lists. Also what a clinic of before there were notices needs: its topic and its daily digest. */
import { ensureDigest } from '../../functions/workflow/jobs/ensure-digest.ts';
import type { ExitCode } from '../command-line.ts';
import { findClinic, type OpenClinics } from './open-clinics.ts';
import type { ClinicOptions } from './options.ts';
import type { Reader, ReaderSeen } from './staff-topics.ts';

export async function setNotices(
  { id, notify, unsubscribe }: Extract<ClinicOptions, { verb: 'notices' }>,
  open: OpenClinics,
): Promise<ExitCode> {
  const clinic = await findClinic(open, id);
  if (clinic === undefined) return 1;
  await open.topics.ensure(id);
  await ensureDigest(open.deps, clinic);
  await subscribeAll(open, id, notify);
  let code: ExitCode = 0;
  for (const address of unsubscribe) if (!(await endReading(open, id, address))) code = 1;
  const readers = await open.topics.readersOf(id);
  for (const line of sayReaders(id, readers)) open.print(line);
  return code;
}

/** After the topic is there. */
export async function subscribeAll(
  { topics, stage, print }: OpenClinics,
  clinicId: string,
  readers: readonly Reader[],
): Promise<void> {
  for (const reader of readers) {
    const { address } = reader;
    switch (await topics.subscribe(clinicId, reader)) {
      case 'asked':
        print(
          stage.url === undefined
            ? `${address}: AWS wrote to it; notices come once its owner opens the link and confirms.`
            : `${address}: reads at ${stage.url.origin}/local/inbox.`,
        );
        break;
      case 'changed':
        print(`${address}: ${sayKinds(reader.kinds)} from now on.`);
        break;
      case 'waits':
        print(
          `${address}: was asked before, for other kinds. Once it is confirmed, or three days later, run this again.`,
        );
        break;
    }
  }
}

async function endReading(
  { topics, print, complain }: OpenClinics,
  clinicId: string,
  address: string,
): Promise<boolean> {
  switch (await topics.unsubscribe(clinicId, address)) {
    case 'ended':
      print(`${address}: is told no more.`);
      return true;
    case 'waits':
      print(`${address}: has not confirmed; AWS forgets it within three days.`);
      return true;
    case 'unknown':
      complain(`--unsubscribe: ${address} reads nothing of the clinic "${clinicId}".`);
      return false;
  }
}

export function sayReaders(clinicId: string, readers: readonly ReaderSeen[]): string[] {
  if (readers.length === 0) {
    return [
      `Nobody is told what happens at ${clinicId} by e-mail: npm run clinic -- notices ${clinicId} --notify ADDRESS`,
    ];
  }
  const width = Math.max(...readers.map(({ address }) => address.length));
  return readers.map(({ address, confirmed, kinds }) => {
    const padded = address.padEnd(width);
    return confirmed ? `${padded}  ${sayKinds(kinds)}` : `${padded}  not confirmed yet`;
  });
}

function sayKinds(kinds: readonly string[] | undefined): string {
  return kinds === undefined ? 'everything' : kinds.join(', ');
}
