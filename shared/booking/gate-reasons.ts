/** The sentences for what the gate itself finds, beside a policy's rules: they belong to no treatment, so no policy can word them. */
import { sayDay, sayMoment } from '../follow-up/say-time.ts';
import type { Policy } from '../policy/policy.ts';
import type { Language, Words } from '../policy/words.ts';
import type { AnswerValue } from '../screening/answer.ts';
import type { Instant } from '../time/instant.ts';
import { localDateOf } from '../time/zone.ts';
import type { Booking } from './booking.ts';
import type { Finding } from './finding.ts';
import { type GateRule, gateRules } from './judge.ts';

/** One of the gate's own findings, and who reads of it in which language; dates are said in the clinic's zone. */
export interface GateReasonAsked {
  finding: Finding;
  booking: Booking;
  policy: Policy | undefined;
  audience: 'client' | 'manager';
  language: Language;
  zone: string;
  /** From when it would pass stands beside the sentence. */
  isDateBeside?: boolean;
}

/** Whether a finding's rule is the gate's own, not a policy's. */
export function isGateRule(rule: string): rule is GateRule {
  const own: readonly string[] = gateRules;
  return own.includes(rule);
}

/** Clients read of all of these only that a person will confirm: none is theirs to mend. */
const forClients: Words = {
  en: 'The clinic will confirm this visit with you.',
  es: 'La clínica le confirmará esta cita.',
};

/** One sentence; for a manager it says what to look at. */
export function gateReason(rule: GateRule, asked: GateReasonAsked): string {
  return asked.audience === 'client' ? forClients[asked.language] : forManagers(rule, asked)[asked.language];
}

function forManagers(rule: GateRule, asked: GateReasonAsked): Words {
  const { booking } = asked;
  switch (rule) {
    case 'more-people':
      return {
        en: `The booking is for ${booking.people} people, and only the first one was screened: please look at each of them.`,
        es: `La reserva es para ${booking.people} personas y solo se evaluó a la primera: revise a cada una.`,
      };
    case 'unknown-treatment':
      return {
        en: `The service "${booking.service}" is mapped to no treatment, so no rule could be applied.`,
        es: `El servicio "${booking.service}" no corresponde a ningún tratamiento, así que no se pudo aplicar ninguna regla.`,
      };
    case 'not-told':
      return notTold(asked);
    case 'changed-answer':
      return changedAnswer(asked);
    case 'ambiguous-reply':
      return {
        en: 'Two clients share this phone number and one of them answered a text: please ask which visit was meant.',
        es: 'Dos clientes comparten este teléfono y uno respondió a un mensaje: pregunte a qué cita se refería.',
      };
    case 'other-name':
      return {
        en: 'Another booking under the same phone or e-mail but another name would decide this one: please check whether it is the same person.',
        es: 'Otra reserva con el mismo teléfono o correo pero otro nombre decidiría esta: compruebe si se trata de la misma persona.',
      };
  }
}

/** The finding's facts end in the instant the pause began. */
function notTold({ finding, zone }: GateReasonAsked): Words {
  const pauseBy = Number(finding.id.slice(finding.id.lastIndexOf('/') + 1));
  const said = (language: Language) =>
    Number.isSafeInteger(pauseBy) ? sayMoment(pauseBy, zone, language) : '';
  return {
    en: `The client was not told in time to pause strong actives from ${said('en')} on: please ask before the visit.`,
    es: `No se avisó a tiempo al cliente de que pausara los activos fuertes desde ${said('es')}: pregunte antes de la cita.`,
  };
}

/** The finding's facts begin with the question's id. */
function changedAnswer({ finding, booking, policy, zone }: GateReasonAsked): Words {
  const id = /\|([^/]*)\//.exec(finding.id)?.[1] ?? '';
  const text = policy?.questions.find((question) => question.id === id)?.text ?? { en: id, es: id };
  const change = booking.changes.findLast((one) => one.question === id);
  const from = (language: Language) => (change === undefined ? '?' : sayValue(change.from, language, zone));
  const to = (language: Language) => (change === undefined ? '?' : sayValue(change.to, language, zone));
  const on = (language: Language) => (change === undefined ? '?' : sayMoment(change.at, zone, language));
  return {
    en: `"${text.en}" had stopped the visit and was changed from ${from('en')} to ${to('en')} on ${on('en')}: please ask the client.`,
    es: `"${text.es}" había detenido la cita y pasó de ${from('es')} a ${to('es')} el ${on('es')}: pregunte al cliente.`,
  };
}

const plainValues = {
  yes: { en: 'yes', es: 'sí' },
  no: { en: 'no', es: 'no' },
  never: { en: 'never', es: 'nunca' },
  still: { en: 'still', es: 'todavía' },
  unsure: { en: 'not sure', es: 'no está seguro' },
} as const satisfies Record<string, Words>;

/** An answer as people read it: `yes`, `Tue Dec 1 2026`, `Tue Dec 1, 3:00 PM`. */
export function sayValue(value: AnswerValue, language: Language, zone: string): string {
  switch (value.is) {
    case 'date':
      return `${sayDay(value.date, language)} ${value.date.slice(0, 4)}`;
    case 'instant':
      return sayInstant(value.at, language, zone);
    case 'unreadable':
      return `"${value.raw}"`;
    default:
      return plainValues[value.is][language];
  }
}

function sayInstant(at: Instant, language: Language, zone: string): string {
  return `${sayMoment(at, zone, language)} (${localDateOf(at, zone).slice(0, 4)})`;
}
