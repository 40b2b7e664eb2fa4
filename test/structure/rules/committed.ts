/** What must never be committed, in whatever kind of file: one machine's paths, package registries, keys. */
import type { Violation } from '../source.ts';

export interface CommittedText {
  path: string;
  text: string;
}

/** The patterns are written so that they do not find themselves. */
const unwanted: readonly { pattern: RegExp; says: string }[] = [
  { pattern: /(?<![\w.-])\/(work|home|Users|root)\/(?=\w)/, says: "a path of somebody's machine" },
  { pattern: /registry\.(npmjs|yarnpkg|npmmirror)|npm\.pkg\.github/, says: 'the host of a package registry' },
  { pattern: /artifactor[y]|codeartifac[t]/i, says: 'the host of a package registry' },
  { pattern: /"resolved": "htt[p]/, says: 'a lock file that names a registry' },
  { pattern: /\b(AKIA|ASIA)[0-9A-Z]{16}\b/, says: 'an AWS access key' },
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY/, says: 'a private key' },
  { pattern: /\b(ghp|gho|npm|cal_live)_[A-Za-z0-9]{30,}/, says: 'an access token' },
  { pattern: /\bissue #?\d+\b/i, says: 'the number of a ticket' },
];

const textFile =
  /\.(ts|mts|mjs|js|json|jsonc|md|txt|html|css|yml|yaml|sh|svg)$|(^|\/)[^./]+$|(^|\/)\.[a-z-]+$/;

export function isText(path: string): boolean {
  return textFile.test(path);
}

export function findUnwantedText(files: readonly CommittedText[]): Violation[] {
  return files.flatMap(({ path, text }) =>
    unwanted.every(({ pattern }) => !pattern.test(text))
      ? []
      : text
          .split('\n')
          .flatMap((content, index) =>
            unwanted
              .filter(({ pattern }) => pattern.test(content))
              .map(({ says }) => ({ path, line: index + 1, says })),
          ),
  );
}
