/** A short word with a tone: a dot of another shape beside the colour, for those who do not tell colours apart. */
import type { ReactNode } from 'react';
import type { Tone } from './kind-words.ts';
import styles from './tone-badge.module.css';

export function ToneBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  );
}
