/** The rules that come from the guidance on preparing for a visit. */
import type { Rule, Source } from '../../policy.ts';

function preCare(line: string): Source {
  return { document: 'microneedling-101', heading: 'Pre-Care Tips', line };
}

const activesLine = 'Avoid Retin-A and other strong actives 24 hours before.';
const physicianLine = 'Inform your technician if you take blood thinners or are under a physician’s care.';

/** In the order of the guidance, dated rules first. */
export const preparationRules: Rule[] = [
  {
    id: 'botox-gap',
    kind: 'minimum-gap-since',
    enabled: true,
    question: 'last-botox',
    gap: { amount: 14, unit: 'days' },
    countsVisitsFor: 'botox',
    outcome: 'blocked',
    overridableBy: 'manager',
    selfClearing: false,
    reason: {
      client: {
        en: 'We leave at least {gap} between Botox and microneedling, so the first day for this visit is {date}.',
        es: 'Dejamos al menos {gap} entre el bótox y el microneedling, así que el primer día para esta cita es el {date}.',
      },
      manager: {
        en: 'Botox on {last} is less than {gap} before the visit.',
        es: 'El bótox del {last} queda a menos de {gap} de la cita.',
      },
    },
    source: preCare('Wait at least 2 weeks after Botox injections.'),
  },
  {
    id: 'retinoid-pause',
    kind: 'pause-before-visit',
    enabled: true,
    usesQuestion: 'uses-retinoids',
    lastUseQuestion: 'retinoid-last-use',
    pause: { amount: 24, unit: 'hours' },
    outcome: 'blocked',
    overridableBy: 'manager',
    selfClearing: true,
    reason: {
      client: {
        en: 'Retin-A and other retinoids need a pause of {gap} before microneedling, so this visit can go ahead from {date}, {time}; if a doctor prescribed yours, please ask them or us first.',
        es: 'Retin-A y otros retinoides necesitan una pausa de {gap} antes del microneedling, así que esta cita es posible a partir del {date}, {time}; si se lo recetó un médico, consulte primero con él o con nosotros.',
      },
      manager: {
        en: 'Last retinoid use ({last}) is less than {gap} before the visit.',
        es: 'El último uso de retinoides ({last}) queda a menos de {gap} de la cita.',
      },
    },
    source: preCare(activesLine),
  },
  {
    id: 'strong-actives-pause',
    kind: 'pause-before-visit',
    enabled: true,
    usesQuestion: 'uses-strong-actives',
    lastUseQuestion: 'strong-actives-last-use',
    pause: { amount: 24, unit: 'hours' },
    outcome: 'blocked',
    overridableBy: 'manager',
    selfClearing: true,
    reason: {
      client: {
        en: 'Strong skincare actives need a pause of {gap} before microneedling, so this visit can go ahead from {date}, {time}; if a doctor prescribed yours, please ask them or us first.',
        es: 'Los activos fuertes para la piel necesitan una pausa de {gap} antes del microneedling, así que esta cita es posible a partir del {date}, {time}; si se los recetó un médico, consulte primero con él o con nosotros.',
      },
      manager: {
        en: 'Last use of strong actives ({last}) is less than {gap} before the visit.',
        es: 'El último uso de activos fuertes ({last}) queda a menos de {gap} de la cita.',
      },
    },
    source: preCare(activesLine),
  },
  {
    id: 'sun-exposure',
    kind: 'advisory',
    enabled: true,
    shownOn: 'booking',
    outcome: 'advisory',
    overridableBy: 'manager',
    selfClearing: false,
    reason: {
      client: {
        en: 'Please stay out of long sun and tanning beds before your visit.',
        es: 'Evite el sol prolongado y las camas solares antes de su cita.',
      },
      manager: {
        en: 'Ask on arrival about long sun exposure and tanning beds.',
        es: 'Pregunte al llegar por exposición prolongada al sol y camas solares.',
      },
    },
    source: preCare('Skip prolonged sun exposure and tanning beds.'),
  },
  {
    id: 'bare-face',
    kind: 'advisory',
    enabled: true,
    shownOn: 'texts',
    outcome: 'advisory',
    overridableBy: 'manager',
    selfClearing: false,
    reason: {
      client: {
        en: 'Please come with a clean face and no makeup on the day.',
        es: 'Ese día venga con la cara limpia y sin maquillaje.',
      },
      manager: {
        en: 'The client is told to come with a clean face and no makeup.',
        es: 'Se le indica que venga con la cara limpia y sin maquillaje.',
      },
    },
    source: preCare('Keep your face clean, no makeup on the day of treatment.'),
  },
  {
    id: 'blood-thinners',
    kind: 'advisory',
    enabled: true,
    question: 'blood-thinners',
    shownOn: 'booking',
    outcome: 'advisory',
    overridableBy: 'manager',
    selfClearing: false,
    reason: {
      client: {
        en: 'Thank you for telling us about your blood thinners: your technician will know; keep taking them as your doctor told you.',
        es: 'Gracias por contarnos que toma anticoagulantes: su especialista lo sabrá; siga tomándolos como le indicó su médico.',
      },
      manager: {
        en: 'Takes blood thinners: the technician must know before the visit.',
        es: 'Toma anticoagulantes: quien haga el tratamiento debe saberlo antes de la cita.',
      },
    },
    source: preCare(physicianLine),
  },
  {
    id: 'physician-care',
    kind: 'advisory',
    enabled: true,
    question: 'physician-care',
    shownOn: 'booking',
    outcome: 'advisory',
    overridableBy: 'manager',
    selfClearing: false,
    reason: {
      client: {
        en: "Thank you for telling us that you are under a physician's care: your technician will know.",
        es: 'Gracias por contarnos que está bajo cuidado médico: su especialista lo sabrá.',
      },
      manager: {
        en: "Under a physician's care: the technician must know before the visit.",
        es: 'Está bajo cuidado médico: quien haga el tratamiento debe saberlo antes de la cita.',
      },
    },
    source: preCare(physicianLine),
  },
  {
    id: 'active-breakout',
    kind: 'consult',
    enabled: true,
    question: 'active-breakout',
    outcome: 'review',
    overridableBy: 'manager',
    selfClearing: false,
    reason: {
      client: {
        en: 'With a breakout, our practitioner would like a word with you before the visit.',
        es: 'Con un brote de acné, su especialista quiere hablar con usted antes de la cita.',
      },
      manager: {
        en: 'Has an active breakout: the practitioner must be consulted before the visit.',
        es: 'Tiene un brote activo: consúltelo antes de la cita con quien haga el tratamiento.',
      },
    },
    source: preCare('If you have an active breakout, consult your practitioner.'),
  },
];
