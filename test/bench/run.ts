// node test/bench/run.ts [only tables whose name begins so]: measures and prints tables.
import { cardUpdates } from './card-updates.ts';
import { contest } from './contest.ts';
import { cutStorm } from './cut-storm.ts';
import { endingKills } from './ending-kills.ts';
import { endingMidnight } from './ending-midnight.ts';
import { endingPace } from './ending-pace.ts';
import { fileToReview } from './file-to-review.ts';
import { firstGuest } from './first-guest.ts';
import { hundredCuts } from './hundred-cuts.ts';
import { listsBeside } from './lists-beside.ts';
import { listsPolluted } from './lists-polluted.ts';
import { messageToReply } from './message-to-reply.ts';
import { notificationToAnswer } from './notification-to-answer.ts';
import { paceAtTheDoor } from './pace-at-the-door.ts';
import { people } from './people.ts';
import { readRows } from './read-rows.ts';
import { redemptionToAlert } from './redemption-to-alert.ts';
import { replicas } from './replicas.ts';
import { sixtyKills } from './sixty-kills.ts';
import { soak } from './soak.ts';
import { startToReady } from './start-to-ready.ts';
import { type Table, tableText } from './table.ts';
import { takePermits } from './take-permits.ts';
import { tenThousand } from './ten-thousand.ts';
import { thousandRedemptions } from './thousand-redemptions.ts';
import { unsignedFlood } from './unsigned-flood.ts';

/** The benches by name. Each has a file of that name. */
const benches: Readonly<Record<string, () => Promise<Table>>> = {
  'message-to-reply': messageToReply,
  people,
  'start-to-ready': startToReady,
  'read-rows': readRows,
  'lists-polluted': listsPolluted,
  'lists-beside': listsBeside,
  'take-permits': takePermits,
  'file-to-review': fileToReview,
  'notification-to-answer': notificationToAnswer,
  'card-updates': cardUpdates,
  'redemption-to-alert': redemptionToAlert,
  'thousand-redemptions': thousandRedemptions,
  contest,
  'ten-thousand': tenThousand,
  replicas,
  'sixty-kills': sixtyKills,
  'hundred-cuts': hundredCuts,
  'cut-storm': cutStorm,
  'pace-at-the-door': paceAtTheDoor,
  'unsigned-flood': unsignedFlood,
  soak,
  'ending-kills': endingKills,
  'ending-midnight': endingMidnight,
  'ending-pace': endingPace,
  // Last, because npm ci needs a registry.
  'first-guest': firstGuest,
};

const only = process.argv[2] ?? '';
for (const [name, measure] of Object.entries(benches)) {
  if (!name.startsWith(only)) continue;
  process.stdout.write(`${tableText(await measure().catch(tellBoth))}\n`);
}

/** A bench that fails often cannot stop its parts either. The first of both errors says why. */
function tellBoth(error: unknown): never {
  if (!(error instanceof SuppressedError)) throw error;
  throw new AggregateError([error.suppressed, error.error], error.message, { cause: error });
}
