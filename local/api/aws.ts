/** Where the embedded AWS answers, as which account and at what time: so that the operator's commands work on this stack as they do on a deployed one. */

import { formatInstant } from '../../shared/time/instant.ts';
import type { LocalAws } from '../aws.ts';
import { account, region } from '../aws-names.ts';
import type { Clock } from '../clock.ts';
import type { LocalResponse } from '../http-server.ts';
import { ok } from './respond.ts';

/** The credentials among the settings are made up and open nothing. */
export function showAws({ endpoints }: Pick<LocalAws, 'endpoints'>, clock: Clock): LocalResponse {
  return ok({ account, region, now: formatInstant(clock.now()), endpoints });
}
