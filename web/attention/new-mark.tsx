/** Says quietly that a line has come, or changed, while somebody was looking. */
import styles from './line.module.css';

export function NewMark() {
  return <span className={styles.new}>new</span>;
}
