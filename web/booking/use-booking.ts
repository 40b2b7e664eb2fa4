/** One booking, asked for every few seconds while its page is open, so that it turns by itself when the client answers. */
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { keepAnswer } from '../api/keep-answer.ts';
import { ProblemError } from '../api/problem-error.ts';
import { answerKey, useApi } from '../api/use-api.ts';

/** Somebody who waits for the client at the desk sees the answer within a breath, and one open page costs a read each time. */
const refetchMs = 5_000;

const route = 'GET /v1/manager/clinics/{clinicId}/bookings/{booking}';

export function useBooking(reference: string): UseQueryResult<BookingPage> {
  const { call, me } = useApi();
  const params = { clinicId: me.clinic.id, booking: reference };
  return useQuery({
    queryKey: answerKey(route, { params }),
    queryFn: ({ signal }) => call(route, { params, signal }),
    // What is erased does not come back.
    refetchInterval: ({ state }) => (isGone(state.error) ? false : refetchMs),
  });
}

/** Erased, or never there. */
export function isGone(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 404;
}

export interface KnownBooking {
  /** What an act answered takes the place of what was shown; the lists are asked for anew. */
  take: (page: BookingPage) => void;
  /** Asks for the booking now. */
  reload: () => Promise<BookingPage>;
  /** The lists are old: something about the client changed. */
  forgetLists: () => void;
}

export function useKnownBooking(reference: string): KnownBooking {
  const { call, me } = useApi();
  const known = useQueryClient();
  const params = { clinicId: me.clinic.id, booking: reference };
  const queryKey = answerKey(route, { params });
  const forgetLists = (): void => {
    // The lists ask again by themselves when they are shown; nobody waits for it here.
    void known.invalidateQueries({ predicate: (query) => query.queryKey[0] !== route });
  };
  return {
    take: (page) => {
      void keepAnswer(known, queryKey, page);
      forgetLists();
    },
    reload: async () => {
      // What is under way was asked for before somebody else acted.
      await known.cancelQueries({ queryKey, exact: true });
      return known.fetchQuery({ queryKey, queryFn: () => call(route, { params }), staleTime: 0 });
    },
    forgetLists,
  };
}
