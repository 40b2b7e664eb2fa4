/** The care page's sections for the time before the visit. */
import type { CareSection } from './care-section.ts';

/** In the order of the page; what needs a call comes first. */
export const careBefore: readonly CareSection[] = [
  {
    id: 'tell-us',
    side: 'before',
    title: { en: 'Tell us before you come', es: 'Díganos antes de venir' },
    until: { from: 'start' },
    lines: [
      {
        text: {
          en: "Please tell your technician if you take blood thinners or are in a doctor's care.",
          es: 'Avise a su especialista si toma anticoagulantes o está bajo cuidado médico.',
        },
        carries: ['tell-technician'],
      },
      {
        text: {
          en: 'If your skin is breaking out, talk to your practitioner first.',
          es: 'Si tiene un brote de acné, hable primero con su especialista.',
        },
        carries: ['breakout'],
      },
      {
        text: {
          en: 'Answer the health questions openly, please: they are there to keep you safe.',
          es: 'Responda con sinceridad a las preguntas de salud: están para cuidar su seguridad.',
        },
        carries: ['honesty'],
      },
    ],
  },
  {
    id: 'not-for-everyone',
    side: 'before',
    title: { en: 'When it is not the right treatment', es: 'Cuando no es el tratamiento adecuado' },
    until: { from: 'start' },
    lines: [
      {
        text: {
          en: 'Microneedling suits most skin types, but some conditions stand in its way. If any of these is true for you, please call us before you come.',
          es: 'El microneedling va bien con la mayoría de las pieles, pero no con algunas condiciones. Si tiene alguna de estas, llámenos antes de venir.',
        },
        carries: ['some-conditions'],
      },
      {
        text: {
          en: 'Hemophilia or another bleeding disorder',
          es: 'Hemofilia u otro trastorno de la coagulación',
        },
        carries: ['bleeding-disorder'],
      },
      {
        text: { en: 'Severe acne or papulopustular rosacea', es: 'Acné severo o rosácea papulopustulosa' },
        carries: ['severe-acne-rosacea'],
      },
      {
        text: {
          en: 'An infection, a cold sore or an inflammation now',
          es: 'Una infección, herpes labial o inflamación en este momento',
        },
        carries: ['active-infection'],
      },
      { text: { en: 'Pregnancy or nursing', es: 'Embarazo o lactancia' }, carries: ['pregnant-nursing'] },
      {
        text: {
          en: 'Some autoimmune conditions, or chemotherapy not long ago',
          es: 'Algunas enfermedades autoinmunes o quimioterapia reciente',
        },
        carries: ['autoimmune-chemotherapy'],
      },
      {
        text: {
          en: "Heart disease, diabetes or a history of cancer: we may need your doctor's clearance first",
          es: 'Enfermedad del corazón, diabetes o antecedentes de cáncer: puede hacer falta la autorización de su médico',
        },
        carries: ['clearance'],
      },
    ],
  },
  {
    id: 'botox',
    side: 'before',
    title: { en: 'The two weeks before: Botox', es: 'Las dos semanas antes: Botox' },
    from: { from: 'start', days: -14 },
    until: { from: 'start' },
    lines: [
      {
        text: {
          en: 'Leave at least two weeks between Botox and your visit.',
          es: 'Deje al menos dos semanas entre el Botox y su cita.',
        },
        carries: ['botox-wait'],
      },
    ],
  },
  {
    id: 'sun-before',
    side: 'before',
    title: { en: 'The days before: sun', es: 'Los días antes: sol' },
    until: { from: 'start' },
    remindedFrom: { from: 'start', days: -3 },
    lines: [
      {
        text: {
          en: 'Skip long hours in the sun, and tanning beds.',
          es: 'Evite pasar mucho tiempo al sol y las camas solares.',
        },
        carries: ['sun-before'],
      },
    ],
  },
  {
    id: 'actives-before',
    side: 'before',
    title: { en: 'The 24 hours before: strong actives', es: 'Las 24 horas antes: activos fuertes' },
    from: { from: 'start', hours: -24 },
    until: { from: 'start' },
    lines: [
      {
        text: {
          en: 'Pause Retin-A and other strong actives for the 24 hours before your visit. If a doctor prescribed yours, ask them or us first.',
          es: 'Haga una pausa de Retin-A y otros activos fuertes en las 24 horas antes de su cita. Si se los recetó un médico, consulte primero con él o con nosotros.',
        },
        carries: ['actives-before'],
      },
    ],
  },
  {
    id: 'visit-day',
    side: 'before',
    title: { en: 'On the day', es: 'El día de la cita' },
    until: { from: 'start' },
    remindedFrom: { from: 'start', days: -1 },
    lines: [
      {
        text: {
          en: 'Come with a clean face and without makeup.',
          es: 'Venga con la cara limpia y sin maquillaje.',
        },
        carries: ['bare-face'],
      },
      {
        text: {
          en: 'A little preparation does a lot for your result and for your skin.',
          es: 'Un poco de preparación hace mucho por su resultado y por su piel.',
        },
        carries: ['preparation-helps'],
      },
    ],
  },
];
