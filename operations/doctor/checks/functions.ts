/** The functions: each there, in working order, and behind the alias that everything calls. */
import { liveAlias } from '../../../shared/deployment/resource-names.ts';
import type { FunctionSeen } from '../facts.ts';
import { broken, type Check, deployStage, fine, judge, list, type Said, warning } from '../finding.ts';

/** `Inactive` wakes at the next call. https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html */
const workingStates = ['Active', 'Inactive'];

export const functionsCheck: Check = {
  name: 'functions',
  why: 'Timers, topics and the HTTP API call each function by its live alias: without it nothing arrives.',
  link: 'https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html',
  look: ({ functions, place: { stage } }) => {
    const missing = functions.filter(({ current }) => current.known && current.value === undefined);
    const said = functions.flatMap((seen) => (missing.includes(seen) ? [] : lookAtFunction(seen, stage)));
    if (missing.length > 0) return [sayMissing(missing, functions.length, stage), ...said];
    return said.length > 0
      ? said
      : [fine(`All ${functions.length} are in working order behind their alias ${liveAlias}.`)];
  },
};

function sayMissing(missing: readonly FunctionSeen[], count: number, stage: string): Said {
  const names = list(missing.map(({ name }) => name));
  return missing.length === count
    ? broken('There is none of them.', `Deploy the stage, or name its --region: ${deployStage(stage)}`)
    : broken(
        `Missing: ${names}.`,
        `Deploy the stage, and read why these were not made: ${deployStage(stage)}`,
      );
}

/** Nothing, where nothing is wrong. */
function lookAtFunction({ name, current, alias }: FunctionSeen, stage: string): Said[] {
  return [
    ...judge(`The function ${name}`, current, (seen) =>
      seen === undefined ? [] : lookAtState(name, seen, stage),
    ),
    ...judge(`The alias ${liveAlias} of ${name}`, alias, (exists) =>
      exists
        ? []
        : [
            broken(
              `${name} has no alias ${liveAlias}: nothing calls it.`,
              `Deploy the stage, which makes it: ${deployStage(stage)}`,
            ),
          ],
    ),
  ];
}

interface FunctionState {
  state: string;
  lastUpdate: string;
  reason?: string;
}

function lookAtState(name: string, { state, lastUpdate, reason }: FunctionState, stage: string): Said[] {
  const because = reason === undefined ? '' : ` (${reason})`;
  const redeploy = `Deploy the stage, and read why it failed: ${deployStage(stage)}`;
  if (state === 'Pending' || lastUpdate === 'InProgress') {
    return [warning(`${name} is still being made ready.`, 'Wait a minute, then look again.')];
  }
  if (!workingStates.includes(state)) return [broken(`${name} is ${state}${because}.`, redeploy)];
  if (lastUpdate === 'Failed') {
    return [broken(`The last change of ${name} failed${because}: it runs the code of before.`, redeploy)];
  }
  return [];
}
