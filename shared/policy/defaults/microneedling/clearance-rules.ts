/** The conditions for which the guidance says that a doctor's clearance may be required. */
import type { Rule } from '../../policy.ts';
import type { Words } from '../../words.ts';

/** The three differ only in what they ask about. */
function clearance(id: string, condition: Words): Rule {
  return {
    id,
    kind: 'clearance',
    enabled: true,
    question: id,
    outcome: 'review',
    overridableBy: 'clinician',
    selfClearing: false,
    reason: {
      client: {
        en: `With ${condition.en}, a note from your doctor may be needed before microneedling; we will be in touch about it.`,
        es: `Con ${condition.es}, puede hacer falta una nota de su médico antes del microneedling; le contactaremos.`,
      },
      manager: {
        en: `Answered yes to ${condition.en}: a doctor's clearance may be required and is not recorded yet.`,
        es: `Respondió sí a ${condition.es}: puede requerirse la autorización de un médico y aún no consta.`,
      },
    },
    source: {
      document: 'microneedling-101',
      heading: 'Who Should Avoid Microneedling',
      line: 'Some conditions may require a doctor’s clearance, like heart disease, diabetes, or cancer history.',
    },
  };
}

/** Each waits for a clearance that a clinician records. */
export const clearanceRules: Rule[] = [
  clearance('heart-disease', { en: 'heart disease', es: 'una enfermedad del corazón' }),
  clearance('diabetes', { en: 'diabetes', es: 'diabetes' }),
  clearance('cancer-history', { en: 'a history of cancer', es: 'antecedentes de cáncer' }),
];
