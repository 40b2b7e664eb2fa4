/** What a policy is: a treatment's questions and rules as versioned data, refused on load when anything about it is unclear. */
import * as z from 'zod';
import { boundedText, identifier, words } from './words.ts';

/** The most rules and questions of one policy: the worst decision then stays far below the store's item limit. */
export const policyRulesMax = 60;
export const policyQuestionsMax = 60;

const gap = z.strictObject({
  amount: z.int().positive().max(400),
  unit: z.enum(['hours', 'days']),
});
/** Days are calendar days in the clinic's zone, hours are elapsed. */
export type Gap = z.infer<typeof gap>;

const source = z.discriminatedUnion('document', [
  z.strictObject({ document: z.literal('microneedling-101'), heading: boundedText, line: boundedText }),
  z.strictObject({ document: z.literal('beyond-the-source'), note: boundedText }),
]);
export type Source = z.infer<typeof source>;

const question = z.strictObject({
  id: identifier,
  /** `last-use` takes a date, an instant, "still" or "not sure"; `date` a date, "never" or "not sure". */
  type: z.enum(['yes-no', 'date', 'last-use']),
  text: words,
  help: words.optional(),
  /** Asked only when that other question was answered yes. */
  askIf: identifier.optional(),
  /** Other names platforms give the question; compared without case, accents and punctuation. The id counts too. */
  names: z.array(boundedText).max(12).optional(),
});
export type Question = z.infer<typeof question>;

const common = {
  id: identifier,
  enabled: z.boolean(),
  /** Who may approve what this rule found. */
  overridableBy: z.enum(['manager', 'clinician']),
  /** A later better answer clears the finding by itself (last-use dates, an infection that healed). */
  selfClearing: z.boolean(),
  /** In the client's and the manager's words. `{date}` and `{time}` stand for when it would pass, `{last}` for the fact it rests on, `{gap}` for the rule's gap. */
  reason: z.strictObject({ client: words, manager: words }),
  source,
};

const rule = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('minimum-gap-since'),
    question: identifier,
    gap,
    /** The clinic's own visits for this treatment count as well, whatever the form says. */
    countsVisitsFor: identifier.optional(),
    outcome: z.enum(['blocked', 'review']),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('pause-before-visit'),
    usesQuestion: identifier,
    lastUseQuestion: identifier,
    pause: gap,
    outcome: z.literal('blocked'),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('contraindication'),
    question: identifier,
    outcome: z.enum(['blocked', 'review']),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('clearance'),
    question: identifier,
    outcome: z.literal('review'),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('consult'),
    question: identifier,
    outcome: z.literal('review'),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('advisory'),
    /** Without a question it holds for every visit. */
    question: identifier.optional(),
    /** `booking`: shown to the technician; `texts`: only the texts and the care page carry it. */
    shownOn: z.enum(['booking', 'texts']),
    outcome: z.literal('advisory'),
  }),
]);
export type Rule = z.infer<typeof rule>;
export type RuleKind = Rule['kind'];
export type RuleOf<K extends RuleKind> = Extract<Rule, { kind: K }>;

export const policySchema = z.strictObject({
  treatment: identifier,
  version: z.int().positive(),
  title: words,
  /** Which texts of guidance and which care page belong to the treatment; `none`: only texts about the booking itself. */
  carePlan: z.enum(['microneedling', 'none']),
  questions: z.array(question).max(policyQuestionsMax),
  rules: z.array(rule).max(policyRulesMax),
});
export type Policy = z.infer<typeof policySchema>;

/** The ids of the questions a rule needs answered. */
export function questionsOf(rule: Rule): string[] {
  switch (rule.kind) {
    case 'pause-before-visit':
      return [rule.usesQuestion, rule.lastUseQuestion];
    case 'advisory':
      return rule.question === undefined ? [] : [rule.question];
    case 'minimum-gap-since':
    case 'contraindication':
    case 'clearance':
    case 'consult':
      return [rule.question];
  }
}
