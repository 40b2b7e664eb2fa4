/** What may be done now: the most useful as buttons, the rest behind a menu. */
import { Button, Menu } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import type { ActName } from '../../shared/api/manager/act-name.ts';
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import classes from './act-bar.module.css';
import { actWords, arrangeActs } from './act-words.ts';

interface ActBarProps {
  page: BookingPage;
  onAct: (act: ActName) => void;
}

export function ActBar({ page, onAct }: ActBarProps): ReactNode {
  const more = useRef<HTMLButtonElement>(null);
  const { buttons, menu, isFirstMain } = arrangeActs(page);
  // The entry is gone when its dialog closes: the focus is to come back to the menu's button.
  const actFromMenu = (act: ActName): void => {
    more.current?.focus();
    onAct(act);
  };
  if (buttons.length === 0 && menu.length === 0) return null;
  return (
    <div className={classes.bar}>
      {buttons.map((act, index) => (
        <Button
          key={act}
          size="md"
          variant={isFirstMain && index === 0 ? 'filled' : 'default'}
          onClick={() => onAct(act)}
        >
          {actWords[act].label}
        </Button>
      ))}
      {menu.length > 0 && (
        <Menu
          position="bottom-end"
          transitionProps={{ duration: 0 }}
          withinPortal={false}
          withInitialFocusPlaceholder={false}
        >
          <Menu.Target>
            <Button ref={more} size="md" variant="default">
              More
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {menu.map((act) => (
              <Menu.Item
                key={act}
                className={classes.item ?? ''}
                data-final={actWords[act].final}
                onClick={() => actFromMenu(act)}
              >
                {actWords[act].label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
