/** The reason that every act is kept with: phrases to tap, or words of one's own. */
import { Button, InputBase } from '@mantine/core';
import type { ReactNode } from 'react';
import { whyCharsMax } from '../../shared/api/manager/act-limits.ts';
import classes from './reason-form.module.css';

export interface ReasonFieldProps {
  value: string;
  onChange: (value: string) => void;
  phrases: readonly string[];
  error?: string | undefined;
}

export function ReasonField({ value, onChange, phrases, error }: ReasonFieldProps): ReactNode {
  return (
    <div>
      <InputBase
        component="textarea"
        multiline
        label="Reason"
        description="On record with your name and the time. No more health details than needed."
        required
        size="md"
        rows={2}
        maxLength={whyCharsMax}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
      />
      <fieldset className={classes.phrases}>
        <legend className="read-only">Reasons often given</legend>
        {phrases.map((phrase) => (
          <Button
            key={phrase}
            variant={value === phrase ? 'filled' : 'default'}
            size="compact-sm"
            radius="xl"
            aria-pressed={value === phrase}
            onClick={() => onChange(phrase)}
          >
            {phrase}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}
