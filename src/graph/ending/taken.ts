import type { Trace } from '../client/error-body.ts';
import type { Answer, NotFound, Unsettled } from '../client/sort-answer.ts';

/** What taking something away came to. Taking it again is always safe: whatever is gone stays gone. */
export type Taken = Trace &
  (
    | { kind: 'taken' }
    /**
     * Nothing was there to take: not the grant (or the account's being enabled), not its group or application, or not
     * the account. A grant that was given moments ago may be missing because Graph does not show it yet: believe it
     * only where the grant is older than what replication may take.
     */
    | { kind: 'gone'; what: Gone }
    | Unsettled
  );
export type Gone = 'grant' | 'target' | 'account';

/** What one look found after Graph had found nothing. */
export type Look = { gone: Gone } | 'still there' | 'not readable';

/** Decides by one look what a 404 on a removal meant. Where the look fails, it is asked again later. */
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
