/** A dialog over the page: the browser's own element, which keeps the focus inside, closes on Escape and gives the focus back. */
import { CloseButton } from '@mantine/core';
import { type ReactNode, useEffect, useEffectEvent, useId, useLayoutEffect, useRef } from 'react';
import styles from './dialog.module.css';

interface DialogProps {
  title: string;
  /** Absent: it cannot be closed, only answered. */
  onClose?: () => void;
  children: ReactNode;
}

/** Open as long as it is there. What carries `data-autofocus` has the focus first. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // Closed while it is still in the document: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => dialog?.close();
  }, []);

  // Who goes back has left what it was about.
  const leave = useEffectEvent(() => onClose?.());
  useEffect(() => {
    addEventListener('hashchange', leave);
    return () => removeEventListener('hashchange', leave);
  }, []);

  // Else the keys that come before it is open again would close the dialog below, with what was typed there.
  const isKept = onClose === undefined;
  useEffect(() => {
    if (!isKept) return;
    addEventListener('keydown', refuseEscape, { capture: true });
    return () => removeEventListener('keydown', refuseEscape, { capture: true });
  }, [isKept]);

  return (
    <dialog
      ref={element}
      className={styles.dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      // The second going back on a phone closes it whatever the page says to that.
      onClose={() => {
        if (element.current?.open !== false) return;
        if (onClose === undefined) element.current.showModal();
        else onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id={titleId}>{title}</h2>
        {onClose !== undefined && <CloseButton size="lg" aria-label="Close" onClick={onClose} />}
      </div>
      <div className={styles.body}>{children}</div>
    </dialog>
  );
}

/** A key that is refused asks for no closing. https://html.spec.whatwg.org/multipage/interaction.html#close-requests */
function refuseEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') event.preventDefault();
}
