/** A clinic from its first day on, over a store whose calls are counted as DynamoDB bills them. */
import type { Instant } from '../../../shared/time/instant.ts';
import { memoryPorts } from '../../memory/memory-ports.ts';
import { aClinic, testSecrets, type World, worldOver } from '../../world/world.ts';
import { countedStore } from './counted-store.ts';

export async function countedWorld({ at, pagesUrl }: { at: Instant; pagesUrl: string }) {
  const ports = memoryPorts();
  ports.clock.set(at);
  const clinic = aClinic({ pagesUrl });
  const counted = countedStore(ports.store);
  const number = { type: 'number', phone: clinic.smsNumber, version: 1, clinicId: clinic.id } as const;
  await ports.store.put(number, 'absent');
  await ports.store.put(clinic, 'absent');
  const platforms = { standard: [testSecrets.standard] };
  ports.secrets.set(clinic.id, { platforms, clientKey: testSecrets.clientKey });
  const { timers, fired } = countedTimers(ports.timers);
  const world = worldOver({ ...ports, store: counted.store, timers }, clinic, 'inbound');
  return { world, ports, counted, fired };
}

function countedTimers(timers: World['ports']['timers']) {
  let fired = 0;
  return {
    fired: () => fired,
    timers: {
      ...timers,
      takeDue: (now: number) => {
        const due = timers.takeDue(now);
        fired += due.length;
        return due;
      },
    },
  };
}
