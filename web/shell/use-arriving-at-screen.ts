/** What loading a page does, done on going from screen to screen: begin at the top, or on going back where one was; and let the keyboard and a screen reader begin at the screen. */
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation } from 'wouter';

/** How far each screen was scrolled when it was left. */
const places = new Map<string, number>();

export function useArrivingAtScreen(mainId: string): string {
  const [location] = useLocation();
  const screen = screenOf(location);
  const shown = useRef(screen);
  const goingBack = useRef(false);

  useEffect(() => {
    history.scrollRestoration = 'manual';
    const noteScroll = (): void => void places.set(shown.current, scrollY);
    const noteBack = (): void => {
      goingBack.current = true;
    };
    addEventListener('scroll', noteScroll, { passive: true });
    addEventListener('popstate', noteBack);
    return () => {
      removeEventListener('scroll', noteScroll);
      removeEventListener('popstate', noteBack);
    };
  }, []);

  useLayoutEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    scrollTo({ top: goingBack.current ? (places.get(screen) ?? 0) : 0, behavior: 'instant' });
    goingBack.current = false;
    const main = document.getElementById(mainId);
    // A field of the screen may have taken the focus itself.
    if (main?.contains(document.activeElement) !== true) main?.focus({ preventScroll: true });
  }, [screen, mainId]);

  return screen;
}

/** Filters and tabs of one list are no screens of their own. */
function screenOf(location: string): string {
  return /^\/($|ahead|past)/.test(location) ? '/' : location;
}
