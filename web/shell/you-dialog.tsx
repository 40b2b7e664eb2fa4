/** Who is signed in, how the site looks, the clinic's texts as a whole, and the way out. */
import { Button, useMantineColorScheme } from '@mantine/core';
import { useState } from 'react';
import { isAtLeast } from '../../shared/api/manager/role.ts';
import { useApi } from '../api/use-api.ts';
import { Dialog } from '../parts/dialog.tsx';
import { roleWords } from '../parts/role-words.ts';
import { leaveForGood } from '../sign-in/arrival.ts';
import type { SignedIn } from '../sign-in/use-sign-in.ts';
import { PauseTextsDialog } from './pause-texts-dialog.tsx';
import styles from './you-dialog.module.css';

const schemes = { auto: 'As the device', light: 'Light', dark: 'Dark' } as const;
// The keys of the table above, which TypeScript widens to strings.
const schemeNames = Object.keys(schemes) as (keyof typeof schemes)[];

export function YouDialog({ here, onClose }: { here: SignedIn; onClose: () => void }) {
  const { me } = useApi();
  // Without transitions it would write a style sheet into the page, which the page's own policy forbids.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const [pausing, setPausing] = useState(false);
  const mayPause = me.clinic.status === 'active' && isAtLeast(me.you.role, 'manager');
  if (pausing) return <PauseTextsDialog onClose={onClose} />;
  return (
    <Dialog title={me.you.name} onClose={onClose}>
      <p className={styles.role}>
        {roleWords[me.you.role]}, at {me.clinic.brand}. Times are the clinic's ({me.clinic.zone}).
      </p>
      <fieldset className={styles.schemes}>
        <legend>Appearance</legend>
        {schemeNames.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name="scheme"
              checked={colorScheme === name}
              onChange={() => setColorScheme(name)}
            />
            <span>{schemes[name]}</span>
          </label>
        ))}
      </fieldset>
      {mayPause && (
        <Button size="md" variant="default" onClick={() => setPausing(true)}>
          Pause the clinic's texts…
        </Button>
      )}
      <Button
        size="md"
        variant="default"
        onClick={() => leaveForGood(here.config.signOutUrl, sessionStorage)}
      >
        Sign out
      </Button>
    </Dialog>
  );
}
