/** What the browser's tab says: the screen, and whose clinic it is. */
import { useEffect } from 'react';
import { useApi } from '../api/use-api.ts';

export function useTitle(says: string): void {
  const { brand } = useApi().me.clinic;
  useEffect(() => {
    document.title = `${says} · ${brand}`;
  }, [says, brand]);
}
