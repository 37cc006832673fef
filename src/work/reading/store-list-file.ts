import type { ListLimits } from '../../guests/csv/read-list.ts';
import { ListRefused } from '../../guests/list/list-refused.ts';
import type { ListLayout, ListNote, PartnerRow } from '../../guests/list/partner-row.ts';
import { readListFile } from '../../guests/xlsx/read-list-file.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { lockDraftsOf } from '../../store/locks.ts';
import {
  beginReading,
  dropReading,
  insertAhead,
  keepReading,
} from '../../store/requests/list-reading.ts';
import { markRead, type NewRequest } from '../../store/requests/requests.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

const rowsPerStatement = 500;
/** A reading that shows no sign of life for so long was cut short. Longer than a fetch may pause. */
const restMs = 30_000;
const beatMs = 5_000;
/** Rows of lists that are being read are no draft yet: two lists hold as many as all drafts of a person may. */
const mostAtOnce = 2;
const takenForDead = 'The reading was taken for dead';

export type FileRead =
  | { kind: 'read'; requestId: number; rows: number }
  /** The list names nobody, so nothing was stored. */
  | { kind: 'no rows'; notes: readonly ListNote[] };

/**
 * Gives the notes that stand before those of the list, once so many rows have been read. `mended`: the request whose
 * rows the file brings back. `trx`: in this transaction nobody else adds to the person's drafts.
 */
type Ahead = (rows: number, mended: number | undefined, trx: Db) => Promise<readonly ListNote[]>;

/**
 * Reads a list into a request, row by row, so that it is never in memory as a whole. The request is invisible until
 * the reading has ended. An unusable list leaves nothing behind. Throws ListRefused and what `chunks` throws.
 */
export async function storeListFile(
  deps: Pick<WorkDeps, 'db' | 'clock'>,
  request: NewRequest,
  list: {
    chunks: AsyncIterable<Uint8Array>;
    limits: ListLimits;
    notes?: Ahead;
  },
): Promise<FileRead> {
  const reading = await beginning(deps, request);
  try {
    for await (const event of readListFile(list.chunks, list.limits)) {
      if (event.kind === 'layout') reading.layout = event.layout;
      if (event.kind === 'note') reading.notes.push(event.note);
      if (event.kind === 'row') await reading.take(event.row);
    }
    return await end(deps, request, { ...reading, ahead: list.notes });
  } catch (error) {
    await reading.drop();
    throw error;
  }
}

type Reading = {
  layout: ListLayout | undefined;
  notes: ListNote[];
  take(partner: PartnerRow): Promise<void>;
  /** Stores the buffered rows and returns how many rows there were. */
  finish(): Promise<{ requestId: number; rows: number }>;
  drop(): Promise<void>;
};

/**
 * Stores the request before the bot reads the first byte, so that its requester hears of every reading that is cut
 * short.
 */
async function beginning(
  deps: Pick<WorkDeps, 'db' | 'clock'>,
  request: NewRequest,
): Promise<Reading> {
  const now = deps.clock.now();
  let beat = now.getTime();
  const untilOf = (time: number) => new Date(time + restMs);
  const begun = await inTransaction(deps.db, async (trx) => {
    await lockDraftsOf(trx, request);
    return await beginReading(trx, request, { now, until: untilOf(beat), most: mostAtOnce });
  });
  if (begun === undefined) throw new ListRefused('too many at once', { limit: mostAtOnce });
  const requestId = begun;
  let buffered: { row: number; partner: PartnerRow }[] = [];
  let rows = 0;
  // One statement is under way while the next rows are read.
  let underWay: Promise<void> = Promise.resolve();

  // In either direction: somebody may set the clock.
  const rested = () => Math.abs(deps.clock.now().getTime() - beat) > beatMs;

  async function live(): Promise<void> {
    beat = deps.clock.now().getTime();
    if (!(await keepReading(deps.db, requestId, untilOf(beat)))) throw new Error(takenForDead);
  }

  async function store(): Promise<void> {
    const batch = buffered;
    buffered = [];
    await underWay;
    if (rested()) await live();
    underWay = insertAhead(deps.db, requestId, batch);
    // The next `store` or `finish` awaits it and hears of a failure.
    underWay.catch(() => undefined);
  }

  return {
    layout: undefined,
    notes: [],
    async take(partner) {
      rows += 1;
      buffered.push({ row: rows, partner });
      if (buffered.length >= rowsPerStatement || rested()) await store();
    },
    async finish() {
      if (buffered.length > 0) await store();
      await underWay;
      return { requestId, rows };
    },
    async drop() {
      await underWay.catch(() => undefined);
      await dropReading(deps.db, requestId);
    },
  };
}

async function end(
  deps: Pick<WorkDeps, 'db' | 'clock'>,
  request: NewRequest,
  reading: Reading & { ahead: Ahead | undefined },
): Promise<FileRead> {
  const { layout } = reading;
  const { requestId, rows } = await reading.finish();
  if (rows === 0 || layout === undefined) {
    await reading.drop();
    return { kind: 'no rows', notes: reading.notes.filter(isSaid) };
  }
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    await lockDraftsOf(trx, request);
    const ahead = (await reading.ahead?.(rows, mendedIn(reading.notes), trx)) ?? [];
    const notes = [...ahead, ...reading.notes.filter(isSaid)];
    if (!(await markRead(trx, requestId, { layout, notes }, now))) {
      throw new Error(takenForDead);
    }
    const detail = { source: request.source, rows };
    const what = 'request made';
    await record(trx, { actor: request.requesterId, what, requestId, detail }, now);
  });
  return { kind: 'read', requestId, rows };
}

/** The request behind one of our own results files: the first that its rows name. */
function mendedIn(notes: readonly ListNote[]): number | undefined {
  const said = notes.find(({ code }) => code === 'mends request');
  return said === undefined ? undefined : Number(said.values.text);
}

/** False for the note that another file tells better: it knows that request. */
const isSaid = ({ code }: ListNote) => code !== 'mends request';
