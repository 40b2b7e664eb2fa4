/** Rules other clinics use that our source does not state: shipped switched off, for a clinic's clinician to weigh, adjust and switch on. */
import type { Gap, Question, Rule, Source } from '../../policy.ts';
import type { Words } from '../../words.ts';

const source: Source = {
  document: 'beyond-the-source',
  note: 'Seen in practice at other clinics; not part of the guidance this policy carries. A clinician decides.',
};

/** Asked only once their rule is switched on. */
export const extraQuestions: Question[] = [
  {
    id: 'last-isotretinoin',
    type: 'date',
    text: {
      en: 'When did you last take isotretinoin (Accutane)?',
      es: '¿Cuándo tomó isotretinoína (Accutane) por última vez?',
    },
    help: {
      en: 'We only want to know. Keep taking any medicine as your doctor told you.',
      es: 'Solo queremos saberlo. Siga tomando sus medicamentos como le indicó su médico.',
    },
  },
  {
    id: 'sunburn-now',
    type: 'yes-no',
    text: {
      en: 'Is your face sunburned right now?',
      es: '¿Tiene la cara quemada por el sol en este momento?',
    },
  },
  {
    id: 'last-filler',
    type: 'date',
    text: { en: 'When did you last have dermal filler?', es: '¿Cuándo se aplicó rellenos por última vez?' },
  },
  {
    id: 'last-peel-laser',
    type: 'date',
    text: {
      en: 'When did you last have a chemical peel or a laser treatment?',
      es: '¿Cuándo se hizo un peeling químico o un tratamiento láser por última vez?',
    },
  },
  {
    id: 'keloids',
    type: 'yes-no',
    text: { en: 'Do you form keloids or raised scars?', es: '¿Forma queloides o cicatrices elevadas?' },
  },
  {
    id: 'cold-sore-history',
    type: 'yes-no',
    text: { en: 'Do you get cold sores from time to time?', es: '¿Le sale herpes labial de vez en cuando?' },
  },
  {
    id: 'last-waxing',
    type: 'date',
    text: { en: 'When was your face last waxed?', es: '¿Cuándo se depiló la cara con cera por última vez?' },
  },
  {
    id: 'last-microneedling',
    type: 'date',
    text: { en: 'When was your last microneedling?', es: '¿Cuándo fue su último microneedling?' },
  },
];

interface ExtraGap {
  id: string;
  question: string;
  gap: Gap;
  what: Words;
  /** Added to the client's sentence. */
  also?: Words;
  countsVisitsFor?: string;
  overridableBy: 'manager' | 'clinician';
}

function extraGap({ what, also = { en: '', es: '' }, ...rule }: ExtraGap): Rule {
  return {
    ...rule,
    kind: 'minimum-gap-since',
    enabled: false,
    outcome: 'blocked',
    selfClearing: false,
    reason: {
      client: {
        en: `We leave at least {gap} between ${what.en} and this visit, so its first possible day is {date}${also.en}.`,
        es: `Dejamos al menos {gap} entre ${what.es} y esta cita, así que su primer día posible es el {date}${also.es}.`,
      },
      manager: {
        en: `The latest date for ${what.en}, {last}, is less than {gap} before the visit.`,
        es: `La fecha más reciente de ${what.es}, {last}, queda a menos de {gap} de la cita.`,
      },
    },
    source,
  };
}

/** Intervals are starting points from practice, to be set by the clinic. */
export const extraRules: Rule[] = [
  extraGap({
    id: 'isotretinoin-gap',
    question: 'last-isotretinoin',
    gap: { amount: 183, unit: 'days' },
    what: { en: 'isotretinoin', es: 'la isotretinoína' },
    also: {
      en: '; please keep taking any medicine as your doctor told you',
      es: '; siga tomando sus medicamentos como le indicó su médico',
    },
    overridableBy: 'clinician',
  }),
  {
    id: 'sunburn-now',
    kind: 'contraindication',
    enabled: false,
    question: 'sunburn-now',
    outcome: 'blocked',
    overridableBy: 'manager',
    selfClearing: true,
    reason: {
      client: {
        en: 'We wait with microneedling until a sunburn has faded; once it has, just answer the questions again.',
        es: 'Esperamos con el microneedling hasta que pase la quemadura de sol; cuando haya pasado, responda otra vez a las preguntas.',
      },
      manager: {
        en: 'Answered yes to a sunburned face: it must fade first, then the client answers again.',
        es: 'Respondió sí a cara quemada por el sol: primero debe pasar, después responde de nuevo.',
      },
    },
    source,
  },
  extraGap({
    id: 'filler-gap',
    question: 'last-filler',
    gap: { amount: 14, unit: 'days' },
    what: { en: 'dermal filler', es: 'los rellenos' },
    overridableBy: 'manager',
  }),
  extraGap({
    id: 'peel-laser-gap',
    question: 'last-peel-laser',
    gap: { amount: 28, unit: 'days' },
    what: { en: 'a peel or laser treatment', es: 'un peeling o láser' },
    overridableBy: 'manager',
  }),
  {
    id: 'keloids',
    kind: 'contraindication',
    enabled: false,
    question: 'keloids',
    outcome: 'review',
    overridableBy: 'clinician',
    selfClearing: false,
    reason: {
      client: {
        en: 'As you tend to raised scars, our clinician will look at this with you before the visit.',
        es: 'Como tiende a formar cicatrices elevadas, nuestro personal clínico lo verá con usted antes de la cita.',
      },
      manager: {
        en: 'Answered yes to keloids or raised scars: a clinician decides.',
        es: 'Respondió sí a queloides o cicatrices elevadas: decide el personal clínico.',
      },
    },
    source,
  },
  {
    id: 'cold-sore-history',
    kind: 'consult',
    enabled: false,
    question: 'cold-sore-history',
    outcome: 'review',
    overridableBy: 'manager',
    selfClearing: false,
    reason: {
      client: {
        en: 'As you get cold sores from time to time, our practitioner would like a word with you before the visit.',
        es: 'Como le sale herpes labial de vez en cuando, su especialista quiere hablar con usted antes de la cita.',
      },
      manager: {
        en: 'Answered yes to a history of cold sores: the practitioner must be consulted before the visit.',
        es: 'Respondió sí a antecedentes de herpes labial: consúltelo antes de la cita con quien haga el tratamiento.',
      },
    },
    source,
  },
  extraGap({
    id: 'waxing-gap',
    question: 'last-waxing',
    gap: { amount: 7, unit: 'days' },
    what: { en: 'facial waxing', es: 'la depilación facial con cera' },
    overridableBy: 'manager',
  }),
  extraGap({
    id: 'series-spacing',
    question: 'last-microneedling',
    gap: { amount: 28, unit: 'days' },
    countsVisitsFor: 'microneedling',
    what: { en: 'the previous microneedling visit', es: 'la sesión anterior de microneedling' },
    overridableBy: 'manager',
  }),
];
