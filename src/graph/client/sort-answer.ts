import type { Reason, ReasonCode } from '../../guests/reason.ts';
import { type CallKind, type GivingKind, type TakingKind, unknownRefusal } from './call-kinds.ts';
import { readError, type SaidByGraph, secondsToWait, type Trace, traceOf } from './error-body.ts';
import { recogniseError } from './known-refusals.ts';

/** The answer that came over the wire, or the reason why none came. */
export type Heard =
  | { kind: 'answered'; status: number; headers: Headers; body: unknown }
  /** The call never left this machine (no connection, no token now), so it had no effect. */
  | { kind: 'not sent' }
  /** Graph refused the token that the bot had kept, so the call had no effect. The next call has a new token. */
  | { kind: 'token lapsed' }
  /** The call left, and no complete answer came. */
  | { kind: 'no answer' }
  /** Entra refuses the bot's credentials. */
  | { kind: 'no credentials' };

/** The outcome of one change in Graph. Every outcome may name Graph's request and say how near the limit is. */
export type Answer<T> = Trace &
  (
    | { kind: 'done'; value: T }
    /** It was so before: a group's member, an assigned role, a member's address (`objectId`). */
    | { kind: 'already'; objectId?: string }
    | Unsettled
  );

/** The outcome of a change that Graph did not make, or may not have made. */
export type Unsettled =
  | { kind: 'wait'; seconds?: number; scope: 'invitation' | 'write' | 'all' }
  /** Replication lags. `missing`: the object that Graph could not find, if it named one. */
  | { kind: 'not yet'; missing?: string }
  /** The call may have had an effect. */
  | { kind: 'lost' }
  /** Graph refuses this row only. */
  | { kind: 'refused'; reason: Reason }
  /** Graph refuses everything: no further invitation has a chance. */
  | { kind: 'stop'; reason: Reason };

/**
 * Graph cannot find what the bot wants to take away: it is gone already, its target is gone, or Graph does not show it
 * yet. `missing`: the object that Graph named.
 */
export type NotFound = Trace & { kind: 'not found'; missing?: string };

type Call<K extends CallKind> = { kind: K; values?: Reason['values'] };

/** Sorts an answer to a change that gives something. `read` takes our value from a good answer's body, or throws. */
export function sortAnswer<T>(
  heard: Heard,
  call: Call<GivingKind>,
  read: (body: unknown) => T,
): Answer<T> {
  const answer = sortAny(heard, call, read);
  return answer.kind === 'not found' ? { ...answer, kind: 'not yet' } : answer;
}

/** Sorts the answer to a call that takes something away. A good answer has no value. */
export function sortRemoval(heard: Heard, call: Call<TakingKind>): Answer<undefined> | NotFound {
  return sortAny(heard, call, () => undefined);
}

function sortAny<T>(
  heard: Heard,
  call: Call<CallKind>,
  read: (body: unknown) => T,
): Answer<T> | NotFound {
  if (heard.kind === 'not sent' || heard.kind === 'token lapsed')
    return { kind: 'wait', scope: 'all' };
  if (heard.kind === 'no answer') return { kind: 'lost' };
  if (heard.kind === 'no credentials') return stopped('credentials refused');
  const trace = traceOf(heard.headers, heard.body);
  if (heard.status >= 200 && heard.status < 300)
    return { ...valueFrom(heard.body, read), ...trace };
  if (heard.status === 429) return { ...wait(heard.headers, call.kind), ...trace };
  if (leavesUnknown(heard.status)) return { kind: 'lost', ...trace };
  return { ...judge({ status: heard.status, ...readError(heard.body) }, call), ...trace };
}

/** A good status with an unreadable body: the call had an effect, but the bot cannot name it. */
function valueFrom<T>(body: unknown, read: (body: unknown) => T): Answer<T> {
  try {
    return { kind: 'done', value: read(body) };
  } catch {
    return { kind: 'lost' };
  }
}

function wait(headers: Headers, call: CallKind): Answer<never> {
  const seconds = secondsToWait(headers);
  const scope = /ReadWrite/i.test(headers.get('x-ms-throttle-scope') ?? '')
    ? 'all'
    : call === 'invite'
      ? 'invitation'
      : 'write';
  return seconds === undefined ? { kind: 'wait', scope } : { kind: 'wait', seconds, scope };
}

/** In characters. */
const mostSaid = 400;

/** For an unknown refusal, everybody reads Graph's code, and operators may read Entra's own words. */
const ownWords = ({ status, code, message }: SaidByGraph) => ({
  graph: /^[A-Za-z][\w.]{0,59}$/.test(code) ? `${status} ${code}` : `${status}`,
  ...(message === '' ? {} : { said: message.slice(0, mostSaid) }),
});

function judge(said: SaidByGraph, call: Call<CallKind>): Answer<never> | NotFound {
  const known = recogniseError(said, call.kind);
  const verdict = known ?? { refused: unknownRefusal[call.kind] };
  if (verdict === 'already') {
    return said.named === undefined
      ? { kind: 'already' }
      : { kind: 'already', objectId: said.named };
  }
  if (verdict === 'not yet' || verdict === 'not found') {
    return said.named === undefined ? { kind: verdict } : { kind: verdict, missing: said.named };
  }
  if ('stop' in verdict) return stopped(verdict.stop);
  const values = { ...call.values, status: said.status, ...(known ? {} : ownWords(said)) };
  return { kind: 'refused', reason: { code: verdict.refused, values } };
}

/** True when Graph may have made the change all the same: a gateway's answer, a redirect, a time-out. */
const leavesUnknown = (status: number) => status < 400 || status === 408 || status >= 500;

const stopped = (code: ReasonCode) => ({ kind: 'stop' as const, reason: { code } });

/** The outcome of a read. A read has no effect, so it is never lost. */
export type ReadAnswer =
  | { kind: 'read'; body: unknown }
  | { kind: 'missing' }
  | { kind: 'not readable' }
  | { kind: 'start over' }
  | { kind: 'unavailable'; seconds?: number }
  | { kind: 'stop'; reason: Reason }
  | { kind: 'odd'; status: number };

/** Sorts an answer to a read. */
export function sortRead(heard: Heard): ReadAnswer {
  if (heard.kind === 'no credentials') return stopped('credentials refused');
  if (heard.kind !== 'answered') return { kind: 'unavailable' };
  const { status, headers, body } = heard;
  if (status >= 200 && status < 300) return { kind: 'read', body };
  if (status === 429 || leavesUnknown(status)) {
    const seconds = secondsToWait(headers);
    return seconds === undefined ? { kind: 'unavailable' } : { kind: 'unavailable', seconds };
  }
  return judgeRead({ status, ...readError(body) });
}

function judgeRead({ status, code, message }: SaidByGraph): ReadAnswer {
  if (status === 410 || /^(syncStateNotFound|resyncRequired)$/i.test(code)) {
    return { kind: 'start over' };
  }
  if (status === 404) return { kind: 'missing' };
  if (status === 403 && /suspicious activity/i.test(message)) return stopped('tenant blocked');
  if (status === 403 || code === 'Authorization_RequestDenied') return { kind: 'not readable' };
  return status === 401 ? stopped('credentials refused') : { kind: 'odd', status };
}
