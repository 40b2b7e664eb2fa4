/** What is said quietly at the foot of the page: that one's own act is done, or that the booking turned while the page stayed open. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { sayChange, sayTurn } from './change-words.ts';
import { useMomentWords } from './use-moment-words.ts';

/** Long enough to be read twice; what happened also stands in the time line. */
const shownMs = 10_000;

interface News {
  says: string | undefined;
  /** One's own act is done: its change is not told as somebody else's. */
  tell: (says: string) => void;
}

export function useNews(page: BookingPage | undefined): News {
  const sayMoment = useMomentWords();
  const before = useRef<BookingPage>(undefined);
  const ownAct = useRef<string>(undefined);
  const [says, setSays] = useState<string>();

  useEffect(() => {
    const last = before.current;
    before.current = page;
    if (page === undefined || last === undefined || last.version === page.version) return;
    const own = ownAct.current;
    ownAct.current = undefined;
    const turned =
      own === undefined
        ? sayChange(last, page, sayMoment)
        : [own, sayTurn(last, page, sayMoment)].filter((one) => one !== undefined).join('. ');
    if (turned !== undefined) setSays(turned);
  }, [page, sayMoment]);

  useEffect(() => {
    if (says === undefined) return undefined;
    const timer = setTimeout(() => setSays(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [says]);

  const tell = useCallback((done: string): void => {
    ownAct.current = done;
    setSays(done);
  }, []);
  return { says, tell };
}
