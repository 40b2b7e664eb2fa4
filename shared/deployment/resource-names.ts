/** What a stage's resources are called, derived from the stage alone: what is deployed, what the operator's commands look for and what the local stack pretends to be agree without asking anybody. */

/** The functions that are deployed: the folders of `functions/` that have an entry. */
export const functionNames = [
  'webhook',
  'client-pages',
  'manager-api',
  'follow-up',
  'sweep',
  'inbound-text',
  'receipts',
] as const;
export type FunctionName = (typeof functionNames)[number];

/** The functions that are invoked without anybody waiting for the answer: what they fail at ends in a queue of theirs. */
export const asyncFunctionNames = [
  'follow-up',
  'sweep',
  'inbound-text',
  'receipts',
] as const satisfies FunctionName[];
export type AsyncFunctionName = (typeof asyncFunctionNames)[number];

/** What callers are pointed at, so that a deployment can shift them gradually. */
export const liveAlias = 'live';

/** What a stage may be called: short enough for every name that is derived from it (a function's has 64 characters), and one word in metrics and secrets' names. */
export const stagePattern = /^[a-z][a-z0-9]{1,11}$/;

/** The stage of the stack on one machine: a name that no deployment may have. */
export const localStage = 'local';

/** `stage`: such as `dev`, `prod`, or the stack's own on one machine. */
export function resourceNames(stage: string) {
  const prefix = `booking-gate-${stage}`;
  return {
    /** Also the HTTP API's and the timer group's name. */
    prefix,
    table: prefix,
    timerGroup: prefix,
    /** Roles are the whole account's: the region tells those of two stages of one name apart. */
    timerRoleIn: (region: string) => `${prefix}-timers-${region}`,
    functionOf: (name: FunctionName) => `${prefix}-${name}`,
    /** Where an event goes that the function failed at three times. */
    failuresOf: (name: AsyncFunctionName) => `${prefix}-${name}-failures`,
    /** Where a timer goes that could not be handed over. */
    timerFailures: `${prefix}-timer-failures`,
    /** Where a client's text goes that the topic could not hand over. */
    inboundFailures: `${prefix}-inbound-failures`,
    inboundTopic: `${prefix}-inbound-texts`,
    /** Followed by the clinic's id. */
    clinicTopicPrefix: `${prefix}-notices-`,
    /** Where one clinic's staff are told. */
    clinicTopicOf: (clinicId: string) => `${prefix}-notices-${clinicId}`,
    alarmsTopic: `${prefix}-alarms`,
    /** Followed by the clinic's id. */
    clinicSecretPrefix: `booking-gate/${stage}/clinics/`,
    /** Who may sign in to the manager's site. */
    userPool: `${prefix}-staff`,
    /** KMS: the stage's own key. */
    keyAlias: `alias/${prefix}`,
  } as const;
}
export type ResourceNames = ReturnType<typeof resourceNames>;
