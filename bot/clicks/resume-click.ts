import { mayDo } from '../../src/guests/rights.ts';
import { findRequest } from '../../src/store/requests/requests.ts';
import { readBreaker } from '../../src/store/steps/breaker.ts';
import { releaseHeld } from '../../src/work/request/release-request.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import { askResume, resumeWork } from '../../src/work/telling/resume-work.ts';
import { answerNotice, type ClickHandler } from './click.ts';

/**
 * What stopped everything an operator lets go on, and the requester can ask for it. What stopped one request alone,
 * because its first rows were refused, is for the requester to say.
 */
export const resume: ClickHandler = async (deps, turn, { requestId }) => {
  const rights = await readRights(deps.rights, turn.who, []);
  const request =
    requestId === undefined ? undefined : await findRequest(deps.db, turn.who.tenantId, requestId);
  const relation = { requester: request?.requesterId === turn.who.personId, owner: false };
  const stopped = (await readBreaker(deps.db)).openSince !== null;
  // An operator who ends the stop of everything has not looked at how this one request fares.
  const about = relation.requester || !stopped;
  if (request !== undefined && about && mayDo('release', rights, relation)) {
    await releaseHeld(deps, turn.who, request.id);
  }
  if (mayDo('resume', rights, relation)) {
    await resumeWork(deps, turn.who);
    deps.wake();
    return answerNotice('resumed');
  }
  if (request === undefined || !relation.requester) return answerNotice('not found');
  if (stopped) {
    const { operators } = deps.rights.groups;
    await askResume({ ...deps, operatorsGroup: operators }, turn.who, request.id);
  }
  deps.wake();
  return stopped
    ? answerNotice('resume asked')
    : answerNotice('released', { number: String(request.id) });
};
