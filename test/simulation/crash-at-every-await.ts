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
  /** Milestones the undisturbed invocation publishes by itself: that it is the one it is called. */
  publishes?: readonly string[];
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
  const { name, publishes = right.published } = scenario;
  if (publishes.join() !== right.published.join()) {
    throw new Error(`${name} publishes ${right.published.join() || 'nothing'}`);
  }
  const wrong: string[] = right.failures.map((failure) => `without a death: ${failure}`);
  for (let point = 0; point < pointsMax; point += 1) {
    const life = await lifeOf(await branch(trunk), scenario, mode, point);
    if (life.diedAt === undefined) return { points: point, wrong };
    const differs = differences(right.end, life.end);
    const isUndone = untouched !== undefined && differences(untouched, life.end).length === 0;
    const says = [...(isUndone ? [] : differs), ...life.failures];
    wrong.push(...says.map((one) => `${life.diedAt} (${point}): ${one}`));
  }
  throw new Error(`${name} has more points than ${pointsMax}`);
}

interface Life {
  end: EndState;
  diedAt: string | undefined;
  /** Milestones whose publish the first invocation began. */
  published: string[];
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
  const published = world.ports.texting.calls().map(({ message }) => message.milestone);
  if (first.ended === 'died' && (comes === 'always' || (comes === 'perhaps' && comesAgain))) {
    await machine.runOn(world.ports.clock.now() + comesAgainMinutes * minuteMs);
    await machine.invoke(name, invoke);
  }
  await machine.runOn(until);
  const failures = machine
    .invocations()
    .flatMap((one) => (one.ended === 'threw' ? [`${one.name} threw ${String(one.error)}`] : []));
  const diedAt = first.ended === 'died' ? first.diedAt : undefined;
  return { end: endStateOf(world), diedAt, published, failures };
}

async function lifeWithout(world: World, { until }: Scenario, { timersFire }: CrashMode): Promise<EndState> {
  await createMachine(world, { timersFire }).runOn(until);
  return endStateOf(world);
}
