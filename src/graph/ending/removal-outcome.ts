import type { Reason } from '../../guests/reason.ts';
import type { Trace } from '../client/error-body.ts';
import type { Answer, NotFound, Unsettled } from '../client/sort-answer.ts';

/** The outcome of taking something away. Taking it again is always safe: a grant that is gone stays gone. */
export type Taken = Trace &
  /** `lacking`: a part of the change that Graph refused. The change itself is made. */
  (
    | { kind: 'taken'; lacking?: Reason }
    /**
     * There was nothing to take: the grant was missing, its group or application, or the account. Graph may not show a
     * new grant yet, so believe `gone` only when the grant is older than replication takes.
     */
    | { kind: 'gone'; what: Gone }
    | Unsettled
  );
export type Gone = 'grant' | 'target' | 'account';

/** The result of one read after Graph answered 404. */
export type Check = { gone: Gone } | 'still there' | 'not readable';

/** Names the outcome of a removal. After a 404, `check` reads what is gone. If it cannot, the bot tries again later. */
export async function nameOutcome(
  answer: Answer<undefined> | NotFound,
  check: () => Promise<Check>,
): Promise<Taken> {
  switch (answer.kind) {
    case 'done': {
      const { value: _, ...trace } = answer;
      return { ...trace, kind: 'taken' };
    }
    case 'already': {
      const { objectId: _, ...trace } = answer;
      return { ...trace, kind: 'gone', what: 'grant' };
    }
    case 'not found': {
      const { missing: _, ...trace } = answer;
      const seen = await check();
      return typeof seen === 'object'
        ? { ...trace, kind: 'gone', what: seen.gone }
        : { ...trace, kind: 'not yet' };
    }
    case 'wait':
    case 'not yet':
    case 'lost':
    case 'refused':
    case 'stop':
      return answer;
  }
}
