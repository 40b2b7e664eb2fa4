/** The frame around every screen: where one can go, what holds for the whole clinic, and the screen itself. */
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import type { SignedIn } from '../sign-in/use-sign-in.ts';
import { ClinicBanner } from './clinic-banner.tsx';
import { Navigation } from './navigation.tsx';
import { Screens } from './screens.tsx';
import styles from './shell.module.css';
import { useArrivingAtScreen } from './use-arriving-at-screen.ts';

const mainId = 'main';

export function Shell({ here }: { here: SignedIn }) {
  const location = useArrivingAtScreen(mainId);
  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById(mainId)?.focus()}>
        Skip to the page
      </button>
      <Navigation here={here} />
      <div className={styles.content}>
        <ClinicBanner />
        <main id={mainId} tabIndex={-1} className={styles.main}>
          <ErrorBoundary key={location}>
            <Screens />
          </ErrorBoundary>
        </main>
      </div>
    </div>
  );
}
