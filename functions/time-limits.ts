/** How long one call of the world may take: here, apart from the SDK clients that keep to it, because the workflows reckon with it too. */

/** One publish of a text, from the call to its answer, ms: SNS answers within a second; a claim must outlive this. */
export const publishTimeoutMs = 5_000;

/** One CreateSchedule with its retry, ms: an outage of the Scheduler may not hold a webhook, the due index serves it anyway. */
export const timerTimeoutMs = 1_500;
