/** Writes down what the client told staff: one or more of the open questions, the others stay open. */
import { Radio, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { serverNow } from '../../api/server-clock.ts';
import { useApi } from '../../api/use-api.ts';
import { dateOf } from '../../parts/time-words.ts';
import classes from './act-form.module.css';
import { ActForm } from './act-form.tsx';
import type { PageActProps } from './act-props.ts';
import { choicesOf, choiceWords, type OpenQuestion, type Picked, readAllPicked } from './said.ts';

export function AnswersForm({ frame, params, onPage }: PageActProps): ReactNode {
  const { call, me } = useApi();
  const { questions } = frame.seen;
  const [picked, setPicked] = useState<Readonly<Record<string, Picked>>>({});
  const { answers, unfinished } = readAllPicked(picked, questions);
  const today = dateOf(serverNow(), me.clinic.zone);
  const [first] = questions;
  const missing = {
    ...Object.fromEntries(unfinished.map((id) => [`answers.${id}`, 'Please give the day'])),
    ...(first !== undefined &&
      Object.keys(picked).length === 0 && { [`answers.${first.id}`]: 'Please answer at least one' }),
  };
  return (
    <ActForm
      frame={frame}
      send={(asked) =>
        call('POST /v1/manager/clinics/{clinicId}/bookings/{booking}/record-answers', {
          params,
          body: { ...asked, answers },
        })
      }
      onDone={onPage}
      fields={questions.map(({ id }) => `answers.${id}`)}
      missing={missing}
    >
      {(errorOf) => (
        <div>
          {questions.map((question) => (
            <QuestionField
              key={question.id}
              question={question}
              picked={picked[question.id]}
              onPick={(one) => setPicked({ ...picked, [question.id]: one })}
              today={today}
              error={errorOf(`answers.${question.id}`)}
            />
          ))}
        </div>
      )}
    </ActForm>
  );
}

interface QuestionFieldProps {
  question: OpenQuestion;
  picked: Picked | undefined;
  onPick: (picked: Picked) => void;
  today: string;
  error: string | undefined;
}

function QuestionField({ question, picked, onPick, today, error }: QuestionFieldProps): ReactNode {
  const date = picked?.date ?? '';
  return (
    <Radio.Group
      size="md"
      className={classes.question}
      label={question.text}
      description={question.unreadable && `The client wrote: ${question.unreadable}`}
      value={picked?.choice ?? null}
      onChange={(value) => {
        const choice = choicesOf(question).find((one) => one === value);
        if (choice !== undefined) onPick({ choice, date });
      }}
      error={error}
    >
      <div className={classes.options}>
        {choicesOf(question).map((choice) => (
          <Radio key={choice} value={choice} label={choiceWords[choice]} />
        ))}
        {picked?.choice === 'date' && (
          <TextInput
            size="md"
            type="date"
            aria-label={`Day: ${question.text}`}
            max={today}
            value={date}
            error={error !== undefined && date === ''}
            onChange={(event) => onPick({ choice: 'date', date: event.currentTarget.value })}
          />
        )}
      </div>
    </Radio.Group>
  );
}
