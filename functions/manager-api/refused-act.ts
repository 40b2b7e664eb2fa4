/** What an act that was not done is answered with: each with what the person needs to go on. */
import { detailCharsMax } from '../../shared/api/problem.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import type { Acted } from '../workflow/acts/acted.ts';
import type { Refused } from './call.ts';

export function refusedAct(refusal: Extract<Acted<unknown>, { acted: 'no' }>): Refused {
  switch (refusal.why) {
    case 'unknown':
      return { refused: 'not-found' };
    case 'forbidden':
      return { refused: 'forbidden', details: { detail: refusal.reason.slice(0, detailCharsMax) } };
    case 'conflict': {
      const { did, by, at } = refusal.latest;
      const latest = { did, at: formatInstant(at), ...(by === undefined ? {} : { by }) };
      return { refused: 'conflict', details: { latest } };
    }
    case 'refused':
      return { refused: 'invalid-input', details: { errors: refusal.mistakes } };
  }
}
