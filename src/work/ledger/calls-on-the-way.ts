import type { Db } from '../../store/database.ts';
import { endCalls } from '../../store/steps/call-pace.ts';

/** The invitations of this replica that may still come to Graph's door. Every replica's permits count them. */
export type CallsOnTheWay = {
  /** They got their permits. */
  begun(calls: readonly number[]): void;
  /** One was answered, or is not made after all. */
  over(): void;
};

/**
 * Tells the database which calls are over. Calls that end while it is telling go together in the next message, and so
 * do calls that it could not tell; until then a call counts, so the bot gives rather too few permits than too many.
 */
export function callsOnTheWay(db: Db): CallsOnTheWay {
  const onTheWay: number[] = [];
  const untold: number[] = [];
  let isTelling = false;

  async function tell(): Promise<void> {
    if (isTelling) return;
    isTelling = true;
    while (untold.length > 0) {
      const calls = untold.splice(0);
      const isTold = await endCalls(db, calls).then(
        () => true,
        () => false,
      );
      if (isTold) continue;
      untold.push(...calls);
      break;
    }
    isTelling = false;
  }

  return {
    begun(calls) {
      onTheWay.push(...calls);
    },
    over() {
      // The count is the same for every call of them; the oldest counts for the longest.
      const call = onTheWay.shift();
      if (call !== undefined) untold.push(call);
      void tell();
    },
  };
}
