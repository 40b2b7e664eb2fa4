/** The care page's sections for the time after the visit. */
import type { CareSection } from './care-section.ts';

/** In the order of the page; each holds from the end of the visit. */
export const careAfter: readonly CareSection[] = [
  {
    id: 'what-is-normal',
    side: 'after',
    title: { en: 'What is normal', es: 'Qué es normal' },
    from: { from: 'end' },
    until: { from: 'end', hours: 72 },
    lines: [
      {
        text: {
          en: 'Skin that looks sunburned and feels tight is normal. The redness usually fades within 24 hours.',
          es: 'Es normal que la piel parezca quemada por el sol y se sienta tirante. La rojez suele bajar en 24 horas.',
        },
        carries: ['sunburned-look'],
      },
      {
        text: {
          en: 'Redness, mild swelling and slight discomfort are common. Most people can go on with their day, and redness and sensitivity are usually gone within a few days.',
          es: 'Son comunes la rojez, una leve hinchazón y una ligera molestia. La mayoría sigue con su día, y la rojez y la sensibilidad suelen irse en pocos días.',
        },
        carries: ['short-downtime', 'side-effect-redness', 'side-effect-swelling', 'side-effect-discomfort'],
      },
      {
        text: {
          en: 'Looking a little sunburned is no reason to worry: it passes.',
          es: 'Verse como con una ligera quemadura de sol no es motivo de preocupación: se pasa.',
        },
        carries: ['no-panic'],
      },
    ],
  },
  {
    id: 'first-24-hours',
    side: 'after',
    title: { en: 'The first 24 hours', es: 'Las primeras 24 horas' },
    from: { from: 'end' },
    until: { from: 'end', hours: 24 },
    lines: [
      {
        text: {
          en: 'No makeup for 24 hours, and always a clean pillowcase.',
          es: 'Sin maquillaje durante 24 horas, y siempre con una funda de almohada limpia.',
        },
        carries: ['makeup-and-pillowcase'],
      },
    ],
  },
  {
    id: 'first-48-hours',
    side: 'after',
    title: { en: 'The first 48 hours', es: 'Las primeras 48 horas' },
    from: { from: 'end' },
    until: { from: 'end', hours: 48 },
    lines: [
      {
        text: { en: 'Keep out of direct sun for 48 hours.', es: 'Evite el sol directo durante 48 horas.' },
        carries: ['sun-after'],
      },
    ],
  },
  {
    id: 'first-72-hours',
    side: 'after',
    title: { en: 'The first 72 hours', es: 'Las primeras 72 horas' },
    from: { from: 'end' },
    until: { from: 'end', hours: 72 },
    lines: [
      {
        text: {
          en: 'Wash with lukewarm water and a gentle cleanser.',
          es: 'Lávese con agua tibia y un limpiador suave.',
        },
        carries: ['tepid-water'],
      },
      {
        text: {
          en: 'No swimming, hard exercise or face masks for the first 24 to 72 hours; 72 is the safe side.',
          es: 'Sin nadar, ejercicio fuerte ni mascarillas durante las primeras 24 a 72 horas; mejor las 72.',
        },
        carries: ['no-swimming'],
      },
      {
        text: {
          en: 'No active ingredients for 3 days: AHAs, BHAs, retinol, vitamin C and the like. If a doctor prescribed one, ask them or us first.',
          es: 'Sin ingredientes activos durante 3 días: AHA, BHA, retinol, vitamina C y similares. Si se los recetó un médico, consulte primero con él o con nosotros.',
        },
        carries: ['actives-after'],
      },
      {
        text: {
          en: 'Give your skin a short holiday: it heals better when you take it easy.',
          es: 'Dele a su piel unas pequeñas vacaciones: sana mejor con calma.',
        },
        carries: ['take-it-easy'],
      },
    ],
  },
  {
    id: 'two-weeks',
    side: 'after',
    title: { en: 'For two weeks: sunscreen', es: 'Durante dos semanas: protector solar' },
    from: { from: 'end' },
    until: { from: 'end', days: 14 },
    lines: [
      {
        text: {
          en: 'Wear a broad-spectrum sunscreen, SPF 30 or higher, for at least two weeks.',
          es: 'Use un protector solar de amplio espectro, SPF 30 o mayor, durante al menos dos semanas.',
        },
        carries: ['sunscreen'],
      },
    ],
  },
  {
    id: 'when-to-call',
    side: 'after',
    title: { en: 'When to call us', es: 'Cuándo llamarnos' },
    from: { from: 'end' },
    lines: [
      {
        text: {
          en: 'In rare cases there can be an infection or redness that stays: that is why aftercare matters. If something gets worse or worries you, call us.',
          es: 'En casos raros puede haber una infección o una rojez que no se va: por eso importan los cuidados. Si algo empeora o le preocupa, llámenos.',
        },
        carries: ['rare-reactions'],
      },
    ],
  },
];
