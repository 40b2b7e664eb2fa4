/** Which rule, text and care-page section carries each line of the guidance. A test holds this table against all three, so that no line can be dropped from one of them unseen. */
import type { Words } from '../policy/words.ts';
import type { CareSectionId } from './care-section.ts';
import type { GuidanceLineId } from './guidance-lines.ts';
import type { MilestoneId } from './milestone.ts';

/** A milestone whose text says it, and the phrase that does, in each language. */
export interface TextCarrier {
  milestone: MilestoneId;
  says: Words;
}

export interface Carriers {
  /** Ids in the default microneedling policy. */
  rules: readonly string[];
  texts: readonly TextCarrier[];
  /** Every line stands on the care page. */
  care: CareSectionId;
}

export const guidance: Readonly<Record<GuidanceLineId, Carriers>> = {
  'short-downtime': { rules: [], texts: [], care: 'what-is-normal' },
  'side-effect-redness': {
    rules: [],
    texts: [says('day-1', 'Redness usually fades', 'Suele bajar la rojez')],
    care: 'what-is-normal',
  },
  'side-effect-swelling': { rules: [], texts: [], care: 'what-is-normal' },
  'side-effect-discomfort': { rules: [], texts: [], care: 'what-is-normal' },
  'rare-reactions': {
    rules: [],
    texts: [
      says('day-1', 'Worse? Call', '¿Peor? Llame'),
      says('two-weeks-after', 'your skin worries you', 'su piel le preocupa'),
    ],
    care: 'when-to-call',
  },
  'no-panic': {
    rules: [],
    texts: [says('after-visit', 'Sunburned, tight skin is normal', 'Rojez de sol y tirantez: normal')],
    care: 'what-is-normal',
  },
  'actives-before': {
    rules: ['retinoid-pause', 'strong-actives-pause'],
    texts: [
      says('day-before', 'pause Retin-A and strong actives', 'pause Retin-A y activos fuertes'),
      says('day-before', 'ask your doctor or us first', 'consulte antes al médico o aquí'),
    ],
    care: 'actives-before',
  },
  'sun-before': {
    rules: ['sun-exposure'],
    texts: [says('three-days-before', 'Skip long sun and tanning beds', 'Evite mucho sol y camas solares')],
    care: 'sun-before',
  },
  'bare-face': {
    rules: ['bare-face'],
    texts: [says('morning-of', 'clean face and no makeup', 'cara limpia y sin maquillaje')],
    care: 'visit-day',
  },
  'tell-technician': {
    rules: ['blood-thinners', 'physician-care'],
    texts: [
      says('three-days-before', 'Blood thinners', 'Anticoagulantes'),
      says('three-days-before', "doctor's care", 'cuidado médico'),
      says('three-days-before', 'Tell us', 'Avise'),
    ],
    care: 'tell-us',
  },
  'botox-wait': {
    rules: ['botox-gap'],
    texts: [
      says('two-weeks-before', 'Planning Botox? The last day is', '¿Piensa en Botox? El último día'),
      says('two-weeks-before', 'none until your visit', 'no hasta su cita'),
    ],
    care: 'botox',
  },
  breakout: {
    rules: ['active-breakout'],
    texts: [says('three-days-before', 'breakout', 'brote')],
    care: 'tell-us',
  },
  'preparation-helps': {
    rules: [],
    texts: [says('two-weeks-before', 'How to prepare', 'Consejos')],
    care: 'visit-day',
  },
  'sunburned-look': {
    rules: [],
    texts: [
      says('after-visit', 'Sunburned, tight skin is normal', 'Rojez de sol y tirantez: normal'),
      says('day-1', 'Redness usually fades', 'Suele bajar la rojez'),
    ],
    care: 'what-is-normal',
  },
  'tepid-water': {
    rules: [],
    texts: [
      says('after-visit', '72 h: tepid water, gentle cleanser', '72 h agua tibia, limpieza suave'),
      says('day-3', 'your usual cleanser', 'su limpiador habitual'),
    ],
    care: 'first-72-hours',
  },
  'makeup-and-pillowcase': {
    rules: [],
    texts: [
      says('after-visit', '24 h: no makeup', '24 h sin maquillaje'),
      says('after-visit', 'Clean pillowcase', 'almohada limpia'),
      says('day-1', 'makeup OK', 'maquillaje OK'),
    ],
    care: 'first-24-hours',
  },
  sunscreen: {
    rules: [],
    texts: [
      says('day-2', 'SPF 30+ daily', 'SPF 30+ diario'),
      says('day-3', 'SPF 30+ daily until', 'SPF 30+ diario hasta'),
      says('two-weeks-after', 'two weeks of daily SPF 30+', 'dos semanas de SPF 30+ diario'),
    ],
    care: 'two-weeks',
  },
  'actives-after': {
    rules: [],
    texts: [
      says('day-2', 'No acids, retinol or vitamin C until', 'Sin ácidos, retinol ni vitamina C hasta'),
      says('day-3', 'Actives', 'Activos'),
    ],
    care: 'first-72-hours',
  },
  'no-swimming': {
    rules: [],
    texts: [
      says('day-1', 'swimming, hard exercise or masks (72 h)', 'nadar, ejercicio fuerte, mascarillas (72 h)'),
      says('day-3', 'masks, swimming', 'mascarillas, nadar'),
    ],
    care: 'first-72-hours',
  },
  'sun-after': {
    rules: [],
    texts: [
      says('day-1', 'No direct sun (48 h)', 'No: sol directo (48 h)'),
      says('day-2', 'Direct sun is OK again', 'Ya puede darle el sol'),
    ],
    care: 'first-48-hours',
  },
  'take-it-easy': { rules: [], texts: [], care: 'first-72-hours' },
  'some-conditions': { rules: [], texts: [], care: 'not-for-everyone' },
  'bleeding-disorder': { rules: ['bleeding-disorder'], texts: [], care: 'not-for-everyone' },
  'severe-acne-rosacea': { rules: ['severe-acne-rosacea'], texts: [], care: 'not-for-everyone' },
  'active-infection': {
    rules: ['active-infection'],
    texts: [says('three-days-before', 'cold sore', 'herpes labial')],
    care: 'not-for-everyone',
  },
  'pregnant-nursing': { rules: ['pregnant-nursing'], texts: [], care: 'not-for-everyone' },
  'autoimmune-chemotherapy': {
    rules: ['autoimmune', 'recent-chemo'],
    texts: [],
    care: 'not-for-everyone',
  },
  clearance: {
    rules: ['heart-disease', 'diabetes', 'cancer-history'],
    texts: [],
    care: 'not-for-everyone',
  },
  honesty: {
    rules: [],
    texts: [says('screening-needed', 'Please answer a few questions', 'Por favor responda unas preguntas')],
    care: 'tell-us',
  },
};

function says(milestone: MilestoneId, en: string, es: string): TextCarrier {
  return { milestone, says: { en, es } };
}
