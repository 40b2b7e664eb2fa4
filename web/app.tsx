/** The site put together: theme, what is kept of answers, sign-in, and the clinic's screens behind it. */
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { createQueryClient } from './api/query-client.ts';
import { ClinicGate } from './shell/clinic-gate.tsx';
import { Shell } from './shell/shell.tsx';
import { SessionEndedDialog } from './sign-in/session-ended-dialog.tsx';
import { SignInGate } from './sign-in/sign-in-gate.tsx';
import { theme } from './theme.ts';

export function App() {
  const [queries] = useState(createQueryClient);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <SignInGate>
          {(here) => (
            <>
              <ClinicGate here={here}>
                <Router hook={useHashLocation}>
                  <Shell here={here} />
                </Router>
              </ClinicGate>
              <SessionEndedDialog here={here} />
            </>
          )}
        </SignInGate>
      </QueryClientProvider>
    </MantineProvider>
  );
}
