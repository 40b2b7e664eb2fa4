/** Lets one invocation die before and after every call it makes, restarts the world each time, and says how its end differs from the one without a death. */
import type { Instant } from '../../shared/time/instant.ts';
import { minuteMs } from '../../shared/time/instant.ts';
import type { World } from '../world/world.ts';
import type { Act } from './acts.ts';
import { branch } from './branch.ts';
import { differences, type EndState, endStateOf } from './end-state.ts';
import { createMachine } from './machine.ts';

/** When whoever got no answer comes again. Minutes. */
const comesAgainMinutes = 2;
/** More points than any invocation has. */
const pointsMax = 400;

export interface Scenario {
  name: string;
  /** The world just before the invocation that dies, at its time. */
  before: () => Promise<World>;
  act: (world: World) => Act;
  /** How long the world goes on after it. */
  until: Instant | string;
}

export interface CrashMode {
  /** Whether those come again who only perhaps do. */
  comesAgain: boolean;
  timersFire: boolean;
}

export interface CrashReport {
  /** Points at which the invocation died. */
  points: number;
  /** E.g. `after store.put (5): missing: ...`; empty: every end is right. */
  wrong: string[];
}

/** Without anyone coming again, a death before the invocation's first lasting effect undoes it as a whole: that end is right too. */
export async function crashAtEveryAwait(scenario: Scenario, mode: CrashMode): Promise<CrashReport> {
  const trunk = await scenario.before();
  const right = await lifeOf(await branch(trunk), scenario, mode, undefined);
  const undoable = !mode.comesAgain && scenario.act(trunk).comesAgain === 'perhaps';
  const untouched = !undoable ? undefined : await lifeWithout(await branch(trunk), scenario, mode);
  const wrong: string[] = right.failures.map((failure) => `without a death: ${failure}`);
  for (let point = 0; point < pointsMax; point += 1) {
    const life = await lifeOf(await branch(trunk), scenario, mode, point);
    if (life.diedAt === undefined) return { points: point, wrong };
    const differs = differences(right.end, life.end);
    const isUndone = untouched !== undefined && differences(untouched, life.end).length === 0;
    const says = [...(isUndone ? [] : differs), ...life.failures];
    wrong.push(...says.map((one) => `${life.diedAt} (${point}): ${one}`));
  }
  throw new Error(`${scenario.name} has more points than ${pointsMax}`);
}

interface Life {
  end: EndState;
  diedAt: string | undefined;
  /** Invocations that threw. */
  failures: string[];
}

async function lifeOf(
  world: World,
  { act, until }: Scenario,
  { comesAgain, timersFire }: CrashMode,
  point: number | undefined,
): Promise<Life> {
  const { name, invoke, comesAgain: comes } = act(world);
  let fated = point;
  const machine = createMachine(world, {
    timersFire,
    crashPoint: () => {
      const now = fated;
      fated = undefined;
      return now;
    },
  });
  const first = await machine.invoke(name, invoke);
  if (first.ended === 'died' && (comes === 'always' || (comes === 'perhaps' && comesAgain))) {
    await machine.runOn(world.ports.clock.now() + comesAgainMinutes * minuteMs);
    await machine.invoke(name, invoke);
  }
  await machine.runOn(until);
  const failures = machine
    .invocations()
    .flatMap((one) => (one.ended === 'threw' ? [`${one.name} threw ${String(one.error)}`] : []));
  return { end: endStateOf(world), diedAt: first.ended === 'died' ? first.diedAt : undefined, failures };
}

async function lifeWithout(world: World, { until }: Scenario, { timersFire }: CrashMode): Promise<EndState> {
  await createMachine(world, { timersFire }).runOn(until);
  return endStateOf(world);
}
