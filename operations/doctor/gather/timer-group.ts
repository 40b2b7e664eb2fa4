/** What EventBridge Scheduler says of the stage's timer group. */
import { GetScheduleGroupCommand, type SchedulerClient } from '@aws-sdk/client-scheduler';
import type { Fact } from '../facts.ts';
import { askAbout } from './ask.ts';

export function gatherTimerGroup(client: SchedulerClient, name: string): Promise<Fact<string | undefined>> {
  return askAbout(async () => {
    const { State } = await client.send(new GetScheduleGroupCommand({ Name: name }));
    return State ?? 'unknown';
  });
}
