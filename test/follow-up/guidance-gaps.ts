/** Finds guidance that nothing carries any more; over data, so that a test can take a carrier away and see it noticed. */
import type { CareSection } from '../../shared/follow-up/care-section.ts';
import type { Carriers } from '../../shared/follow-up/guidance.ts';
import type { GuidanceLine } from '../../shared/follow-up/guidance-lines.ts';
import { languages } from '../../shared/policy/words.ts';
import { toGsm7 } from '../../shared/text/transliterate.ts';

export interface CarryingWorld {
  lines: readonly GuidanceLine[];
  carriers: Readonly<Record<string, Carriers | undefined>>;
  /** Rules that are switched on, by id, with the source line they name. */
  rules: ReadonlyMap<string, string | undefined>;
  /** Composed texts by `milestone language`. */
  texts: ReadonlyMap<string, string>;
  sections: readonly CareSection[];
}

/** One sentence per gap; empty where everything is carried. */
export function guidanceGaps(world: CarryingWorld): string[] {
  return world.lines.flatMap((line) => {
    const carriers = world.carriers[line.id];
    if (carriers === undefined) return [`${line.id}: not in the table`];
    return [
      ...ruleGaps(line, carriers, world),
      ...textGaps(line, carriers, world),
      ...careGaps(line, carriers, world),
    ];
  });
}

function ruleGaps(line: GuidanceLine, carriers: Carriers, { rules }: CarryingWorld): string[] {
  return carriers.rules
    .filter((id) => rules.get(id) !== line.line)
    .map((id) => `${line.id}: no rule ${id} with this source`);
}

function textGaps(line: GuidanceLine, carriers: Carriers, { texts }: CarryingWorld): string[] {
  return carriers.texts.flatMap(({ milestone, says }) =>
    languages
      .filter(
        (language) => !plain(texts.get(`${milestone} ${language}`) ?? '').includes(plain(says[language])),
      )
      .map((language) => `${line.id}: ${milestone} does not say it in ${language}`),
  );
}

function careGaps(line: GuidanceLine, carriers: Carriers, { sections }: CarryingWorld): string[] {
  const section = sections.find(({ id }) => id === carriers.care);
  const carried = section?.lines.some(({ carries }) => carries.some((id) => id === line.id)) ?? false;
  return carried ? [] : [`${line.id}: not in care section ${carriers.care}`];
}

function plain(text: string): string {
  return toGsm7(text).toLowerCase();
}
