/** Acts that choose one of few: what became of a visit, who called it off, whether a newer policy decides, which text goes out once more. */
import { Radio } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { outcomeWords } from '../../../shared/api/manager/standing-words.ts';
import { sayStatus, sayStep } from '../../../shared/api/manager/step-words.ts';
import { useApi } from '../../api/use-api.ts';
import { useMomentWords } from '../use-moment-words.ts';
import classes from './act-form.module.css';
import { ActForm } from './act-form.tsx';
import type { PageActProps } from './act-props.ts';

const actPath = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}';

export function MarkForm({ frame, params, onPage }: PageActProps): ReactNode {
  const { call } = useApi();
  const [as, setAs] = useState<'completed' | 'no-show'>();
  return (
    <ActForm
      frame={frame}
      send={(asked) => call(`${actPath}/mark-visit`, { params, body: { ...asked, as: as ?? 'completed' } })}
      onDone={onPage}
      fields={['as']}
      missing={as === undefined ? { as: 'Please choose one' } : {}}
    >
      {(errorOf) => (
        <Radio.Group
          size="md"
          label="What became of the visit?"
          value={as ?? null}
          onChange={(value) => setAs(value === 'no-show' ? 'no-show' : 'completed')}
          error={errorOf('as')}
        >
          <div className={classes.choices}>
            <Radio value="completed" label="It took place" description="The texts after the visit go out." />
            <Radio value="no-show" label="The client did not come" description="No more texts about it." />
          </div>
        </Radio.Group>
      )}
    </ActForm>
  );
}

export function CallOffForm({ frame, params, onPage }: PageActProps): ReactNode {
  const { call } = useApi();
  const [by, setBy] = useState<'client' | 'clinic'>();
  return (
    <ActForm
      frame={frame}
      send={(asked) => call(`${actPath}/call-off`, { params, body: { ...asked, by: by ?? 'client' } })}
      onDone={onPage}
      fields={['by']}
      missing={by === undefined ? { by: 'Please choose one' } : {}}
    >
      {(errorOf) => (
        <Radio.Group
          size="md"
          label="Who calls it off?"
          value={by ?? null}
          onChange={(value) => setBy(value === 'clinic' ? 'clinic' : 'client')}
          error={errorOf('by')}
        >
          <div className={classes.choices}>
            <Radio value="client" label="The client" description="They know: no text goes out." />
            <Radio
              value="clinic"
              label="The clinic"
              description="The client gets a text that the visit is off."
            />
          </div>
        </Radio.Group>
      )}
    </ActForm>
  );
}

export function ProposalForm({ frame, params, onPage }: PageActProps): ReactNode {
  const { call, me } = useApi();
  const [choice, setChoice] = useState<'accept' | 'decline'>();
  const { proposed, booking } = frame.seen;
  const { proposal, decision } = booking;
  const then = proposed?.decision?.outcome;
  const isReserved = proposed?.declinedBy === 'clinician' && me.you.role !== 'clinician';
  return (
    <ActForm
      frame={frame}
      send={(asked) =>
        call(`${actPath}/settle-proposal`, { params, body: { ...asked, accept: choice === 'accept' } })
      }
      onDone={onPage}
      fields={['accept']}
      missing={choice === undefined ? { accept: 'Please choose one' } : {}}
    >
      {(errorOf) => (
        <Radio.Group
          size="md"
          label="Which policy decides about this visit?"
          value={choice ?? null}
          onChange={(value) => setChoice(value === 'accept' ? 'accept' : 'decline')}
          error={errorOf('accept')}
        >
          <div className={classes.choices}>
            <Radio
              value="accept"
              label={`The newer policy${proposal === undefined ? '' : ` (version ${proposal.policyVersion})`}`}
              description={then && `Then: ${outcomeWords[then]}`}
            />
            <Radio
              value="decline"
              label="The policy it was booked under"
              disabled={isReserved}
              description={
                isReserved
                  ? 'Only a clinician may choose this: the newer policy finds what only a clinician may approve.'
                  : decision && `It stays: ${outcomeWords[decision.outcome]}`
              }
            />
          </div>
        </Radio.Group>
      )}
    </ActForm>
  );
}

export function ResendForm({ frame, params, onPage, step }: PageActProps & { step?: string }): ReactNode {
  const { call } = useApi();
  const sayMoment = useMomentWords();
  const { seen } = frame;
  const texts = seen.booking.steps.filter(({ id }) => seen.resendable.includes(id));
  const [chosen, setChosen] = useState(step ?? (texts.length === 1 ? texts[0]?.id : undefined));
  const text = texts.find(({ id }) => id === chosen);
  return (
    <ActForm
      frame={frame}
      send={(asked) => call(`${actPath}/resend-text`, { params, body: { ...asked, step: text?.id ?? '' } })}
      onDone={onPage}
      fields={['step']}
      missing={text === undefined ? { step: 'Please choose a text' } : {}}
    >
      {(errorOf) => (
        <Radio.Group
          size="md"
          label="Which text?"
          value={text?.id ?? null}
          onChange={setChosen}
          error={errorOf('step')}
        >
          <div className={classes.choices}>
            {texts.map(({ id, what, status, at, reason }) => (
              <Radio
                key={id}
                value={id}
                label={sayStep(what)}
                description={`${sayStatus(status)}, ${sayMoment(at)}${reason === undefined ? '' : ` (${reason})`}`}
              />
            ))}
          </div>
          {text?.status === 'unknown' && (
            <p className={classes.warning} data-tone="warn">
              It may have arrived: then the client gets it twice. Ask the client first where you can.
            </p>
          )}
        </Radio.Group>
      )}
    </ActForm>
  );
}
