/** The agenda ahead on a time line: now, the quiet hours, each text, and the visit. The labels are a list of real words over the drawing, so that they are read out too. */
import { type ReactNode, useMemo } from 'react';
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { sayStep } from '../../shared/api/manager/step-words.ts';
import { TimeText } from '../parts/time-text.tsx';
import { type AgendaLayout, layOutAgenda, type Mark } from './agenda-layout.ts';
import classes from './agenda-picture.module.css';

/** Where the line stands, from the left. */
const lineX = 20;
const dotRadius = 7;

export function AgendaPicture({ page }: { page: BookingPage }): ReactNode {
  const { agenda, booking, service } = page;
  const { startAt, endAt, status } = booking;
  const layout = useMemo(
    () => layOutAgenda({ service, agenda, startAt, endAt }),
    [service, agenda, startAt, endAt],
  );
  if (layout.marks.every(({ mark }) => mark !== 'step') && status === 'cancelled') {
    return <p className={classes.legend}>Nothing is planned any more.</p>;
  }
  return (
    <figure className={classes.figure}>
      <div className={classes.picture} style={{ height: layout.height }}>
        <Drawing layout={layout} />
        <ol className={classes.labels}>
          {layout.marks.map((mark) => (
            <li
              key={mark.mark === 'step' ? mark.step.id : mark.mark}
              style={{ top: mark.y }}
              data-mark={mark.mark}
            >
              <Label mark={mark} service={service} cancelled={status === 'cancelled'} />
            </li>
          ))}
        </ol>
      </div>
      <figcaption className={classes.legend}>
        <span className={classes.swatch} aria-hidden="true" /> Quiet hours: no text goes out.
        {layout.checks.length > 0 && ' Short strokes: the booking is looked at again.'}
      </figcaption>
    </figure>
  );
}

function Label({ mark, service, cancelled }: { mark: Mark; service: string; cancelled: boolean }): ReactNode {
  const at = new Date(mark.at).toISOString();
  const when = <TimeText at={at} form="day-and-time" />;
  switch (mark.mark) {
    case 'now':
      return (
        <p className={classes.when}>
          Now: <TimeText at={at} form="in-sentence" />
        </p>
      );
    case 'visit':
      return (
        <>
          <p className={classes.what}>{cancelled ? `Was to be: ${service}` : `Visit: ${service}`}</p>
          <p className={classes.when}>{when}</p>
        </>
      );
    case 'step':
      return (
        <>
          <p className={classes.what}>{sayStep(mark.step.what)}</p>
          <p className={classes.when}>{when}</p>
        </>
      );
  }
}

function Drawing({ layout }: { layout: AgendaLayout }): ReactNode {
  const { height, quiet, folds, checks, marks } = layout;
  const first = marks[0]?.y ?? 0;
  const last = Math.max(...marks.map((one) => (one.mark === 'visit' ? one.bottom : one.y)));
  return (
    <svg width="100%" height={height} aria-hidden="true" focusable="false">
      {quiet.map(({ top, bottom }) => (
        <rect key={top} className={classes.quiet} x={0} y={top} width="100%" height={bottom - top} />
      ))}
      <line className={classes.axis} x1={lineX} x2={lineX} y1={first} y2={last} />
      {folds.map(({ top, bottom, hours }) => (
        <g key={top}>
          <line className={classes.gap} x1={lineX} x2={lineX} y1={top} y2={bottom} />
          <line className={classes.fold} x1={lineX} x2={lineX} y1={top + 3} y2={bottom - 3} />
          <text className={classes.folded} x={lineX + 24} y={(top + bottom) / 2 + 4}>
            {sayLength(hours)}
          </text>
        </g>
      ))}
      {checks.map((y) => (
        <line key={y} className={classes.check} x1={lineX - 5} x2={lineX + 5} y1={y} y2={y} />
      ))}
      {marks.map((mark) => (
        <Sign key={mark.mark === 'step' ? mark.step.id : mark.mark} mark={mark} />
      ))}
    </svg>
  );
}

function Sign({ mark }: { mark: Mark }): ReactNode {
  switch (mark.mark) {
    case 'now':
      return (
        <>
          <line className={classes.nowline} x1={0} x2="100%" y1={mark.y} y2={mark.y} />
          <circle className={classes.now} cx={lineX} cy={mark.y} r={5} />
        </>
      );
    case 'visit':
      return (
        <rect
          className={classes.visit}
          x={lineX - 10}
          y={mark.y}
          width={20}
          height={Math.max(dotRadius * 2, mark.bottom - mark.y)}
          rx={5}
        />
      );
    case 'step': {
      const kind = mark.step.kind === 'staff-notice' ? classes.notice : classes.text;
      return <circle className={kind} cx={lineX} cy={mark.y} r={dotRadius} />;
    }
  }
}

/** From here on days say more than hours. */
const hoursSaidMax = 48;

function sayLength(hours: number): string {
  return hours < hoursSaidMax ? `${Math.round(hours)} hours` : `${Math.round(hours / 24)} days`;
}
