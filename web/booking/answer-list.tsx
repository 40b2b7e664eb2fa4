/** What the client was asked: what is still open, asked again or could not be read first, then each answer with its time and how it came. */
import type { ReactNode } from 'react';
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { TimeText } from '../parts/time-text.tsx';
import classes from './answer-list.module.css';
import { saySource } from './outcome-words.ts';

type Question = BookingPage['questions'][number];
type Answer = BookingPage['booking']['answers'][number];

export function AnswerList({ page }: { page: BookingPage }): ReactNode {
  const { questions, questionTexts, booking } = page;
  const open = questions.filter((question) => question.open);
  const answered = booking.answers.filter(({ question }) => !open.some(({ id }) => id === question));
  if (open.length === 0 && answered.length === 0) {
    return <p className={classes.soft}>Nothing was asked.</p>;
  }
  return (
    <>
      <AskedAgain questions={open} />
      <dl className={classes.list}>
        {open.map((question) => (
          <div key={question.id}>
            <dt>{question.text}</dt>
            <OpenAnswer
              question={question}
              answer={booking.answers.find((one) => one.question === question.id)}
            />
          </div>
        ))}
        {answered.map((answer) => (
          <div key={answer.question}>
            <dt>{questionTexts[answer.question] ?? answer.question}</dt>
            <dd>
              <span className={classes.says}>{answer.says}</span>
              <Given answer={answer} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Once for all of them: they were opened again by the same word of the client. */
function AskedAgain({ questions }: { questions: readonly Question[] }): ReactNode {
  const at = questions.find(({ askedAgainAt }) => askedAgainAt !== undefined)?.askedAgainAt;
  if (at === undefined) return null;
  return (
    <p className={classes.again} data-tone="ask">
      The client said that something changed · <TimeText at={at} form="day-and-time" />. What was answered
      before is asked again.
    </p>
  );
}

interface OpenAnswerProps {
  question: Question;
  /** What was said, and is not enough. */
  answer: Answer | undefined;
}

function OpenAnswer({ question: { unreadable, askedAgainAt }, answer }: OpenAnswerProps): ReactNode {
  if (answer === undefined) {
    return (
      <dd className={classes.open} data-tone="ask">
        No answer yet
      </dd>
    );
  }
  if (unreadable !== undefined) {
    return (
      <dd className={classes.open} data-tone="ask">
        <span>
          Could not be read: <q>{unreadable}</q>
        </span>
        <Given answer={answer} />
      </dd>
    );
  }
  return (
    <dd>
      <span className={classes.open} data-tone="ask">
        {askedAgainAt === undefined ? 'Not settled by: ' : 'Asked again. Before: '}
        <span className={classes.before}>{answer.says}</span>
      </span>
      <Given answer={answer} />
    </dd>
  );
}

function Given({ answer: { at, source } }: { answer: Answer }): ReactNode {
  return (
    <span className={classes.soft}>
      <TimeText at={at} form="day-and-time" />, {saySource(source)}
    </span>
  );
}
