import { trialVerdict } from '../guests/careful-start.ts';
import type { Reason } from '../guests/reason.ts';
import { inTransaction } from '../store/database.ts';
import { record } from '../store/history.ts';
import { lockRequest } from '../store/requests.ts';
import { redraw } from '../store/shown-cards.ts';
import { endTrial, holdRequest, readTrials, type Trial } from '../store/trials.ts';
import type { WorkDeps } from './deps.ts';
import { tellRequester } from './tell-requester.ts';

/** The first rows of large requests went ahead alone: the others follow, or wait for a word from the requester. */
export async function judgeTrials(deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>): Promise<void> {
  for (const trial of await readTrials(deps.db)) {
    switch (trialVerdict(trial)) {
      case 'wait':
        break;
      case 'go on':
        await endTrial(deps.db, trial.requestId);
        break;
      case 'hold':
        await hold(deps, trial);
    }
  }
}

async function hold(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  { requestId, tried, refused }: Trial,
): Promise<void> {
  const now = deps.clock.now();
  const reason: Reason = {
    code: 'careful start',
    values: { number: `#${requestId}`, tried: Math.max(tried, refused), refused },
  };
  const held = await inTransaction(deps.db, async (trx) => {
    const request = await lockRequest(trx, requestId);
    if (request === undefined || !(await holdRequest(trx, requestId, reason, now))) return false;
    const detail = { tried, refused };
    await record(trx, { actor: 'guestlist', what: 'request held', requestId, detail }, now);
    const topic = `held ${now.getTime()}`;
    await tellRequester(trx, request, { reason, subjectId: requestId, topic }, now);
    await redraw(trx, { kind: 'request', id: requestId }, now);
    return true;
  });
  if (held) deps.log.warn('request held', { requestId, tried, refused });
}
