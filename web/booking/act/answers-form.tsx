/** Writes down what the client told staff: one or more of the open questions, the others stay open; and an answer that has changed. */
import { Radio, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import classes from './act-form.module.css';
import { ActForm } from './act-form.tsx';
import type { PageActProps } from './act-props.ts';
import { type AskedQuestion, choicesOf, choiceWords, isAsked, type Picked, readAllPicked } from './said.ts';

export function AnswersForm({ frame, params, onPage }: PageActProps): ReactNode {
  const { call } = useApi();
  const { questions, booking } = frame.seen;
  const open = questions.filter((question) => question.open);
  const [picked, setPicked] = useState<Readonly<Record<string, Picked>>>({});
  const asked = questions.filter((question) => isAsked(question, picked));
  const others = asked.filter((question) => !question.open);
  const { answers: said, unfinished } = readAllPicked(picked, asked);
  const [first] = asked;
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
          body: { ...asked, answers: said },
        })
      }
      onDone={onPage}
      fields={questions.map(({ id }) => `answers.${id}`)}
      missing={missing}
    >
      {(errorOf) => {
        const fieldOf = (question: AskedQuestion): ReactNode => (
          <QuestionField
            key={question.id}
            question={question}
            soFar={booking.answers.find((one) => one.question === question.id)?.says}
            picked={picked[question.id]}
            onPick={(one) => setPicked({ ...picked, [question.id]: one })}
            error={errorOf(`answers.${question.id}`)}
          />
        );
        const isWrong = others.some(({ id }) => errorOf(`answers.${id}`) !== undefined);
        return (
          <div>
            {open.map(fieldOf)}
            {others.length > 0 && (
              <details className={classes.others} open={open.length === 0 || isWrong}>
                <summary>{open.length === 0 ? 'Change an answer' : 'Change another answer'}</summary>
                {others.map(fieldOf)}
              </details>
            )}
          </div>
        );
      }}
    </ActForm>
  );
}

interface QuestionFieldProps {
  question: AskedQuestion;
  /** What is on record so far. */
  soFar: string | undefined;
  picked: Picked | undefined;
  onPick: (picked: Picked) => void;
  error: string | undefined;
}

function QuestionField({ question, soFar, picked, onPick, error }: QuestionFieldProps): ReactNode {
  const date = picked?.date ?? '';
  return (
    <Radio.Group
      size="md"
      className={classes.question}
      label={question.text}
      description={saySoFar(question, soFar)}
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
            min={question.days?.from}
            max={question.days?.until}
            value={date}
            error={error !== undefined && date === ''}
            onChange={(event) => onPick({ choice: 'date', date: event.currentTarget.value })}
          />
        )}
      </div>
    </Radio.Group>
  );
}

function saySoFar(question: AskedQuestion, says: string | undefined): string | undefined {
  const { unreadable, askedAgainAt } = question;
  if (unreadable !== undefined) return `The client wrote: ${unreadable}`;
  if (says === undefined) return undefined;
  return askedAgainAt === undefined ? `So far: ${says}` : `Asked again. Before: ${says}`;
}
