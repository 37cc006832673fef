import type { Trace } from '../client/error-body.ts';
import type { Answer, NotFound, Unsettled } from '../client/sort-answer.ts';

/** The outcome of taking something away. Taking it again is always safe: a grant that is gone stays gone. */
export type Taken = Trace &
  (
    | { kind: 'taken' }
    /**
     * Nothing was there to take: the grant (or the account's being enabled), its group or application, or the account
     * was missing. Graph may not show a new grant yet: believe `gone` only when the grant is older than replication
     * may take.
     */
    | { kind: 'gone'; what: Gone }
    | Unsettled
  );
export type Gone = 'grant' | 'target' | 'account';

/** What one read found after Graph answered 404. */
export type Look = { gone: Gone } | 'still there' | 'not readable';

/** Decides by one read what a 404 on a removal meant. When that read fails, the bot asks again later. */
export async function settleRemoval(
  answer: Answer<undefined> | NotFound,
  look: () => Promise<Look>,
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
      const seen = await look();
      return typeof seen === 'object'
        ? { ...trace, kind: 'gone', what: seen.gone }
        : { ...trace, kind: 'not yet' };
    }
    default:
      return answer;
  }
}
