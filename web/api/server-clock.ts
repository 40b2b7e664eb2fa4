/** The clinic's present time as the server has it: a phone's clock may be wrong, and the local stack's can be moved. */

let aheadMs = 0;

/** `at`: the present time in an answer, ISO 8601. */
export function heardServerTime(at: string): void {
  aheadMs = Date.parse(at) - Date.now();
}

/** By the server's clock, what this machine's calls so. */
export function serverTimeAt(machineTime: number): number {
  return machineTime + aheadMs;
}

export function serverNow(): number {
  return serverTimeAt(Date.now());
}
