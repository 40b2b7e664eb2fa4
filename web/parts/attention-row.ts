/** One line of what needs a person, as the API sends it. */
import type { AnswerOf } from '../api/call.ts';

type AttentionRoute = 'GET /v1/manager/clinics/{clinicId}/attention';
export type AttentionPage = AnswerOf<AttentionRoute>;
export type AttentionRow = AttentionPage['rows'][number];
