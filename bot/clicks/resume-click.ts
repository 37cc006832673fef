import { isHeldByOperator } from '../../src/guests/held-by-hand.ts';
import { readBreaker } from '../../src/store/steps/breaker.ts';
import { releaseHeld } from '../../src/work/request/release-held.ts';
import { askResume, resumeWork } from '../../src/work/request/resume-work.ts';
import { answerNotice, type ClickHandler } from '../buttons/click.ts';
import type { ToResume } from '../rights/request-rights.ts';

/**
 * After a stop of everything an operator resumes, and a requester asks the operators to. The requester or an operator
 * releases one held request; an owner or an operator releases ends by date. Only an operator releases what an operator
 * holds.
 */
export const clickResume: ClickHandler<unknown, ToResume> = async (deps, turn, _sent, given) => {
  const { request, requester, mayRelease, mayResume } = given;
  const stopped = (await readBreaker(deps.db)).openSince !== null;
  // An operator who ends a stop of everything has not decided about this one request.
  const released =
    request !== undefined &&
    (requester || !stopped) &&
    mayRelease &&
    (await releaseHeld(deps, { ...turn.who, operator: mayResume }, request.id));
  if (mayResume && (await resumeWork(deps, turn.who))) {
    deps.wake();
    return answerNotice('resumed');
  }
  if (request === undefined) return answerNotice('not found');
  if (stopped && !mayResume) {
    const { operators } = deps.rights.groups;
    await askResume({ ...deps, operatorsGroup: operators }, turn.who, request.id);
  }
  deps.wake();
  if (stopped && !mayResume) return answerNotice('resume asked');
  const number = String(request.id);
  if (!released && !mayRelease && isHeldByOperator(request.heldReason)) {
    return answerNotice('held by operator', { number });
  }
  return answerNotice(released ? 'released' : 'nothing to resume', { number });
};
