/** What a page load would do, done on going from screen to screen: begin at the top, and let the keyboard and a screen reader begin there too. */
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

export function useArrivingAtScreen(mainId: string): string {
  const [location] = useLocation();
  const screen = screenOf(location);
  const last = useRef(screen);
  useEffect(() => {
    if (last.current === screen) return;
    last.current = screen;
    document.getElementById(mainId)?.focus({ preventScroll: true });
  }, [screen, mainId]);
  return screen;
}

/** Filters and tabs of one list are no screens of their own. */
function screenOf(location: string): string {
  return /^\/($|ahead|past)/.test(location) ? '/' : location;
}
