/** Microneedling as the product ships it: every rule of the clinic's guidance, and some beyond it that a clinician may switch on. */
import type { Policy } from '../policy.ts';
import { avoidanceRules } from './microneedling/avoidance-rules.ts';
import { extraQuestions, extraRules } from './microneedling/beyond-the-source.ts';
import { clearanceRules } from './microneedling/clearance-rules.ts';
import { preparationRules } from './microneedling/preparation-rules.ts';
import { questions } from './microneedling/questions.ts';

/** Version 1: 17 rules of the source, switched on, then those beyond it, switched off. */
export const microneedlingPolicy: Policy = {
  treatment: 'microneedling',
  version: 1,
  title: { en: 'Microneedling', es: 'Microneedling' },
  carePlan: 'microneedling',
  questions: [...questions, ...extraQuestions],
  rules: [...preparationRules, ...avoidanceRules, ...clearanceRules, ...extraRules],
};
