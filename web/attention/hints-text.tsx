/** What can be done about a line, at its end. */
import type { AttentionRow } from '../parts/attention-row.ts';
import { hintsOf } from './hints.ts';
import styles from './line.module.css';

export function HintsText({ row }: { row: AttentionRow }) {
  const hints = hintsOf(row.kinds, row.row === 'booking' ? row.can : []);
  return hints.length === 0 ? null : <span className={styles.hints}>{hints.join(' · ')}</span>;
}
