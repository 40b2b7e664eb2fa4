/** The demo's tables: what was decided and why, and which texts went out when. */
import type { BookingView } from '../../shared/api/booking-view.ts';
import { sayMoment } from '../../shared/follow-up/say-time.ts';
import { parseInstant } from '../../shared/time/instant.ts';
import { clinicZone, type Scene } from './scenes.ts';
import type { ArrivedText, DeliveryAnswered } from './stack-client.ts';

export interface Decided {
  scene: Scene;
  answer: DeliveryAnswered;
  booking: BookingView | undefined;
}

export function printDecisions(decided: readonly Decided[], print: (line: string) => void): void {
  print(
    `${'client'.padEnd(20)} ${'platform'.padEnd(9)} ${'answer'.padEnd(16)} ${'decision'.padEnd(18)} what came in`,
  );
  for (const { scene, answer, booking } of decided) {
    const said = `${answer.httpStatus} ${answer.httpStatus < 300 ? answer.status : 'refused'}`;
    print(
      [
        (booking?.client.name ?? '').padEnd(20),
        scene.platform.padEnd(9),
        said.padEnd(16),
        standingOf(answer, booking).padEnd(18),
        scene.title,
      ].join(' '),
    );
    for (const line of whyOf({ scene, answer, booking })) print(`${' '.repeat(21)}- ${line}`);
  }
}

/** `allowed`, `allowed, pending`, `cancelled`. */
function standingOf({ decision }: DeliveryAnswered, booking: BookingView | undefined): string {
  if (booking === undefined || booking.status === 'accepted') return decision ?? '';
  return booking.status === 'cancelled' ? 'cancelled' : `${decision}, ${booking.status}`;
}

/** The reasons for staff; advice that holds for every visit is left out. */
function whyOf({ answer, booking }: Decided): string[] {
  const decision = booking?.decision;
  if (booking?.status === 'cancelled') return [];
  if (decision === undefined) return [answer.reason ?? answer.detail ?? ''].filter((line) => line !== '');
  const found = decision.findings
    .filter(({ id }) => !id.endsWith('|always'))
    .map(({ reasons }) => reasons.manager);
  const conditions = decision.conditions.map(
    ({ rule, pauseBy }) => `allowed on condition (${rule}): pause from ${sayAt(pauseBy)} on`,
  );
  const open = decision.open.length === 0 ? [] : [`${decision.open.length} questions are open`];
  return [...found, ...conditions, ...open];
}

export function printTexts(
  texts: readonly ArrivedText[],
  nameOf: (phone: string) => string,
  print: (line: string) => void,
): void {
  print(`${'clinic time'.padEnd(22)} ${'to'.padEnd(20)} ${'milestone'.padEnd(18)} text`);
  for (const { at, to, milestone = '', body } of texts) {
    print(`${sayAt(at).padEnd(22)} ${nameOf(to).padEnd(20)} ${milestone.padEnd(18)} ${body}`);
  }
}

export function sayAt(at: string): string {
  return sayMoment(parseInstant(at) ?? 0, clinicZone, 'en');
}
