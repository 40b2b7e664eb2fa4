/** Which questions a client is asked: those of switched-on rules and what these depend on, nothing else. */
import { type Policy, type Question, questionsOf } from './policy.ts';

/** In the policy's order; a question that is asked only after a yes comes with the question it waits for. */
export function askedQuestions(policy: Policy): Question[] {
  const parents = new Map(policy.questions.map((question) => [question.id, question.askIf]));
  const needed = new Set<string>();
  for (const rule of policy.rules) {
    if (!rule.enabled) continue;
    for (const id of questionsOf(rule)) addWithParents(id, parents, needed);
  }
  return policy.questions.filter((question) => needed.has(question.id));
}

function addWithParents(
  id: string,
  parents: ReadonlyMap<string, string | undefined>,
  needed: Set<string>,
): void {
  if (needed.has(id)) return;
  needed.add(id);
  const parent = parents.get(id);
  if (parent !== undefined) addWithParents(parent, parents, needed);
}
