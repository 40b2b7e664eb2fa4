/** What the client was asked: what is still open or could not be read first, then each answer with its time and where it came from. */
import type { ReactNode } from 'react';
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { TimeText } from '../parts/time-text.tsx';
import classes from './answer-list.module.css';
import { saySource } from './outcome-words.ts';

export function AnswerList({ page }: { page: BookingPage }): ReactNode {
  const { questions, questionTexts, booking } = page;
  const open = questions.filter((question) => question.open);
  const answered = booking.answers.filter(({ question }) => !open.some(({ id }) => id === question));
  if (open.length === 0 && answered.length === 0) {
    return <p className={classes.soft}>Nothing was asked.</p>;
  }
  return (
    <dl className={classes.list}>
      {open.map(({ id, text, unreadable }) => (
        <div key={id}>
          <dt>{text}</dt>
          <dd className={classes.open} data-tone="ask">
            {unreadable === undefined ? 'No answer yet' : 'Could not be read: '}
            {unreadable !== undefined && <q>{unreadable}</q>}
          </dd>
        </div>
      ))}
      {answered.map(({ question, says, at, source }) => (
        <div key={question}>
          <dt>{questionTexts[question] ?? question}</dt>
          <dd>
            <span className={classes.says}>{says}</span>
            <span className={classes.soft}>
              <TimeText at={at} form="day-and-time" />, {saySource(source)}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
