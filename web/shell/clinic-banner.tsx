/** What holds for the whole clinic and must not be overlooked: its texts are paused, or something larger is under way. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { isAtLeast } from '../../shared/api/manager/role.ts';
import { useApi } from '../api/use-api.ts';
import { TimeText } from '../parts/time-text.tsx';
import styles from './clinic-banner.module.css';
import { ResumeTextsDialog } from './pause-texts-dialog.tsx';

export function ClinicBanner() {
  const { me } = useApi();
  const [resuming, setResuming] = useState(false);
  const { status, paused } = me.clinic;
  if (status === 'active') return null;
  return (
    <section className={styles.banner} aria-label="The clinic's texts">
      <div>
        <p className={styles.title}>{titles[status]}</p>
        {status === 'paused' && paused !== undefined && (
          <p>
            {paused.by} · <TimeText at={paused.at} form="day-and-time" />: {paused.why}
          </p>
        )}
      </div>
      {status === 'paused' && isAtLeast(me.you.role, 'manager') && (
        <Button size="md" variant="default" onClick={() => setResuming(true)}>
          Resume texts
        </Button>
      )}
      {resuming && <ResumeTextsDialog onClose={() => setResuming(false)} />}
    </section>
  );
}

const titles = {
  paused: 'Texts are paused: no client gets any',
  restoring: 'The clinic is being restored: no texts go out until that is done',
  removed: 'The clinic is removed: nothing is sent any more',
} as const;
