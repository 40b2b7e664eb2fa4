/** The rules that come from the guidance on who should avoid the treatment. */
import type { Rule, Source } from '../../policy.ts';

function whoShouldAvoid(line: string): Source {
  return { document: 'microneedling-101', heading: 'Who Should Avoid Microneedling', line };
}

const immuneLine = 'Certain autoimmune conditions or recent chemotherapy';

/** In the order of the guidance; none of them has a date. */
export const avoidanceRules: Rule[] = [
  {
    id: 'bleeding-disorder',
    kind: 'contraindication',
    enabled: true,
    question: 'bleeding-disorder',
    outcome: 'blocked',
    overridableBy: 'clinician',
    selfClearing: false,
    reason: {
      client: {
        en: 'We do not offer microneedling with a bleeding disorder; please call us and we will gladly talk about what suits you.',
        es: 'No ofrecemos microneedling con un trastorno de la coagulación; llámenos y con gusto hablamos de lo que le conviene.',
      },
      manager: {
        en: 'Answered yes to hemophilia or another bleeding disorder: microneedling is to be avoided.',
        es: 'Respondió sí a hemofilia u otro trastorno de la coagulación: debe evitarse el microneedling.',
      },
    },
    source: whoShouldAvoid('Hemophilia or bleeding disorders'),
  },
  {
    id: 'severe-acne-rosacea',
    kind: 'contraindication',
    enabled: true,
    question: 'severe-acne-rosacea',
    outcome: 'blocked',
    overridableBy: 'manager',
    selfClearing: false,
    reason: {
      client: {
        en: 'We do not offer microneedling with severe acne or this kind of rosacea; please call us and we will gladly talk about what suits your skin.',
        es: 'No ofrecemos microneedling con acné severo o este tipo de rosácea; llámenos y con gusto hablamos de lo que le conviene a su piel.',
      },
      manager: {
        en: 'Answered yes to severe acne or papulopustular rosacea: microneedling is to be avoided.',
        es: 'Respondió sí a acné severo o rosácea papulopustulosa: debe evitarse el microneedling.',
      },
    },
    source: whoShouldAvoid('Severe acne or papulopustular rosacea'),
  },
  {
    id: 'active-infection',
    kind: 'contraindication',
    enabled: true,
    question: 'active-infection',
    outcome: 'blocked',
    overridableBy: 'manager',
    selfClearing: true,
    reason: {
      client: {
        en: 'We wait with microneedling until an infection, cold sore or inflammation has healed; once it has, just answer the questions again.',
        es: 'Esperamos con el microneedling hasta que sane la infección, el herpes labial o la inflamación; cuando haya sanado, responda otra vez a las preguntas.',
      },
      manager: {
        en: 'Answered yes to an active infection, cold sore or inflammation: it must heal first, then the client answers again.',
        es: 'Respondió sí a infección, herpes labial o inflamación activos: primero debe sanar, después responde de nuevo.',
      },
    },
    source: whoShouldAvoid('Active infections, cold sores, or inflammation'),
  },
  {
    id: 'pregnant-nursing',
    kind: 'contraindication',
    enabled: true,
    question: 'pregnant-nursing',
    outcome: 'blocked',
    overridableBy: 'clinician',
    selfClearing: false,
    reason: {
      client: {
        en: 'We do not offer microneedling during pregnancy or nursing; we will be glad to see you afterwards.',
        es: 'No ofrecemos microneedling durante el embarazo o la lactancia; será un gusto atenderle después.',
      },
      manager: {
        en: 'Answered yes to pregnant or nursing: microneedling is to be avoided.',
        es: 'Respondió sí a embarazo o lactancia: debe evitarse el microneedling.',
      },
    },
    source: whoShouldAvoid('Pregnant or nursing'),
  },
  {
    id: 'autoimmune',
    kind: 'contraindication',
    enabled: true,
    question: 'autoimmune',
    outcome: 'review',
    overridableBy: 'clinician',
    selfClearing: false,
    reason: {
      client: {
        en: 'With some autoimmune conditions we do not offer microneedling, so our clinician will look at this with you first.',
        es: 'Con algunas enfermedades autoinmunes no ofrecemos microneedling, así que nuestro personal clínico lo verá antes con usted.',
      },
      manager: {
        en: 'Answered yes to an autoimmune condition: some rule microneedling out, so a clinician decides.',
        es: 'Respondió sí a una enfermedad autoinmune: algunas descartan el microneedling, así que decide el personal clínico.',
      },
    },
    source: whoShouldAvoid(immuneLine),
  },
  {
    id: 'recent-chemo',
    kind: 'contraindication',
    enabled: true,
    question: 'recent-chemo',
    outcome: 'blocked',
    overridableBy: 'clinician',
    selfClearing: false,
    reason: {
      client: {
        en: 'We do not offer microneedling soon after chemotherapy; please call us and we will find a good time together.',
        es: 'No ofrecemos microneedling poco después de la quimioterapia; llámenos y buscamos juntos un buen momento.',
      },
      manager: {
        en: 'Answered yes to recent chemotherapy: microneedling is to be avoided.',
        es: 'Respondió sí a quimioterapia reciente: debe evitarse el microneedling.',
      },
    },
    source: whoShouldAvoid(immuneLine),
  },
];
