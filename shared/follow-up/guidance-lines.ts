/**
 * The clinical guidance this product carries, line by line as the clinic wrote it, so that nothing of it can get lost unseen (guidance.ts says what carries each).
 * Left out, because they advise nothing: the article's greeting, what microneedling is, its benefits, the description of a session, the closing praise
 * and advertising for serums and routines, and the two lead-ins "Before your appointment:" and "After your treatment:".
 */

export interface GuidanceLine {
  id: string;
  heading: 'Recovery & Side Effects' | 'Pre-Care Tips' | 'Post-Care Tips' | 'Who Should Avoid Microneedling';
  /** Word for word. */
  line: string;
}

/** In the order of the source. */
export const guidanceLines = [
  {
    id: 'short-downtime',
    heading: 'Recovery & Side Effects',
    line: 'Most people experience minimal downtime. Redness and sensitivity usually fade within a few days. Common side effects include:',
  },
  { id: 'side-effect-redness', heading: 'Recovery & Side Effects', line: 'Redness' },
  { id: 'side-effect-swelling', heading: 'Recovery & Side Effects', line: 'Mild swelling' },
  { id: 'side-effect-discomfort', heading: 'Recovery & Side Effects', line: 'Slight discomfort' },
  {
    id: 'rare-reactions',
    heading: 'Recovery & Side Effects',
    line: 'Rarely, more serious reactions like infection or prolonged redness can occur, which is why following aftercare is key.',
  },
  {
    id: 'no-panic',
    heading: 'Recovery & Side Effects',
    line: 'Tip from me: Don’t panic if you look a little sunburned afterward, it’s completely normal and temporary.',
  },
  {
    id: 'actives-before',
    heading: 'Pre-Care Tips',
    line: 'Avoid Retin-A and other strong actives 24 hours before.',
  },
  { id: 'sun-before', heading: 'Pre-Care Tips', line: 'Skip prolonged sun exposure and tanning beds.' },
  {
    id: 'bare-face',
    heading: 'Pre-Care Tips',
    line: 'Keep your face clean, no makeup on the day of treatment.',
  },
  {
    id: 'tell-technician',
    heading: 'Pre-Care Tips',
    line: 'Inform your technician if you take blood thinners or are under a physician’s care.',
  },
  { id: 'botox-wait', heading: 'Pre-Care Tips', line: 'Wait at least 2 weeks after Botox injections.' },
  {
    id: 'breakout',
    heading: 'Pre-Care Tips',
    line: 'If you have an active breakout, consult your practitioner.',
  },
  {
    id: 'preparation-helps',
    heading: 'Pre-Care Tips',
    line: 'Maryam’s Note: A little prep goes a long way in getting the best results and keeping your skin happy!',
  },
  {
    id: 'sunburned-look',
    heading: 'Post-Care Tips',
    line: 'Your skin may look sunburned and feel tight, this is normal. Redness typically fades within 24 hours.',
  },
  {
    id: 'tepid-water',
    heading: 'Post-Care Tips',
    line: 'Use tepid water and gentle cleansers for the first 72 hours.',
  },
  {
    id: 'makeup-and-pillowcase',
    heading: 'Post-Care Tips',
    line: 'Avoid makeup for 24 hours, and always use a clean pillowcase.',
  },
  {
    id: 'sunscreen',
    heading: 'Post-Care Tips',
    line: 'Apply a broad-spectrum SPF 30+ sunscreen for at least 2 weeks.',
  },
  {
    id: 'actives-after',
    heading: 'Post-Care Tips',
    line: 'Avoid “active” skincare ingredients like AHAs, BHAs, Retinol, and Vitamin C for 3 days.',
  },
  {
    id: 'no-swimming',
    heading: 'Post-Care Tips',
    line: 'No swimming, strenuous exercise, or face masks for the first 24–72 hours.',
  },
  { id: 'sun-after', heading: 'Post-Care Tips', line: 'Stay out of direct sunlight for 48 hours.' },
  {
    id: 'take-it-easy',
    heading: 'Post-Care Tips',
    line: 'Tip from me: Think of post-care like giving your skin a mini-vacation, it heals better when you take it easy.',
  },
  {
    id: 'some-conditions',
    heading: 'Who Should Avoid Microneedling',
    line: 'Microneedling is great for most skin types, but some conditions may prevent treatment:',
  },
  {
    id: 'bleeding-disorder',
    heading: 'Who Should Avoid Microneedling',
    line: 'Hemophilia or bleeding disorders',
  },
  {
    id: 'severe-acne-rosacea',
    heading: 'Who Should Avoid Microneedling',
    line: 'Severe acne or papulopustular rosacea',
  },
  {
    id: 'active-infection',
    heading: 'Who Should Avoid Microneedling',
    line: 'Active infections, cold sores, or inflammation',
  },
  { id: 'pregnant-nursing', heading: 'Who Should Avoid Microneedling', line: 'Pregnant or nursing' },
  {
    id: 'autoimmune-chemotherapy',
    heading: 'Who Should Avoid Microneedling',
    line: 'Certain autoimmune conditions or recent chemotherapy',
  },
  {
    id: 'clearance',
    heading: 'Who Should Avoid Microneedling',
    line: 'Some conditions may require a doctor’s clearance, like heart disease, diabetes, or cancer history.',
  },
  {
    id: 'honesty',
    heading: 'Who Should Avoid Microneedling',
    line: 'Maryam’s Note: Always be honest about your health history, your safety comes first!',
  },
] as const satisfies readonly GuidanceLine[];

export type GuidanceLineId = (typeof guidanceLines)[number]['id'];
