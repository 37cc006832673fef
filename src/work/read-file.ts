import type { ListLayout, ListNote, PartnerRow } from '../guests/partner-row.ts';
import { type ListLimits, readList } from '../guests/read-list.ts';
import { inTransaction } from '../store/database.ts';
import { record } from '../store/history.ts';
import { beginReading, dropReading, keepReading } from '../store/reading.ts';
import { insertRows } from '../store/request-rows.ts';
import { markRead, type NewRequest } from '../store/requests.ts';
import type { WorkDeps } from './deps.ts';

const rowsPerStatement = 250;
/** A reading that has shown no life for so long was cut short. Longer than a fetch may rest. */
const restMs = 30_000;
const beatMs = 5_000;

export type FileRead =
  | { kind: 'read'; requestId: number; rows: number }
  /** Nobody is named in it: nothing is kept. */
  | { kind: 'no rows'; notes: readonly ListNote[] };

/**
 * Reads a list into a request, row by row, so that it is never held whole. Nobody sees the request before its end was
 * reached; where the list turns out to be unusable, nothing of it is kept. Throws ListRefused and what `chunks` throws.
 */
export async function readFile(
  deps: Pick<WorkDeps, 'db' | 'clock'>,
  request: NewRequest,
  list: { chunks: AsyncIterable<Uint8Array>; limits: ListLimits },
): Promise<FileRead> {
  const reading = newReading(deps, request);
  try {
    for await (const event of readList(list.chunks, list.limits)) {
      if (event.kind === 'layout') reading.layout = event.layout;
      if (event.kind === 'note') reading.notes.push(event.note);
      if (event.kind === 'row') await reading.take(event.row);
    }
    return await end(deps, request, reading);
  } catch (error) {
    await reading.drop();
    throw error;
  }
}

type Reading = {
  layout: ListLayout | undefined;
  notes: ListNote[];
  take(partner: PartnerRow): Promise<void>;
  /** Stores what is still held. The request, where any row was taken, and how many were. */
  finish(): Promise<{ requestId: number | undefined; rows: number }>;
  drop(): Promise<void>;
};

function newReading(deps: Pick<WorkDeps, 'db' | 'clock'>, request: NewRequest): Reading {
  let requestId: number | undefined;
  let held: { row: number; partner: PartnerRow }[] = [];
  let rows = 0;
  let beat = 0;

  async function store(): Promise<void> {
    const now = deps.clock.now();
    const until = new Date(now.getTime() + restMs);
    if (requestId === undefined) {
      requestId = await beginReading(deps.db, request, { now, until });
    } else if (!(await keepReading(deps.db, requestId, until))) {
      throw new Error('The reading was taken for dead');
    }
    const batch = held;
    held = [];
    beat = now.getTime();
    await insertRows(deps.db, requestId, batch);
  }

  return {
    layout: undefined,
    notes: [],
    async take(partner) {
      rows += 1;
      held.push({ row: rows, partner });
      const rested = deps.clock.now().getTime() - beat > beatMs;
      if (held.length >= rowsPerStatement || (rested && requestId !== undefined)) await store();
    },
    async finish() {
      if (held.length > 0) await store();
      return { requestId, rows };
    },
    async drop() {
      if (requestId !== undefined) await dropReading(deps.db, requestId);
    },
  };
}

async function end(
  deps: Pick<WorkDeps, 'db' | 'clock'>,
  request: NewRequest,
  reading: Reading,
): Promise<FileRead> {
  const { layout, notes } = reading;
  const { requestId, rows } = await reading.finish();
  if (requestId === undefined || layout === undefined) return { kind: 'no rows', notes };
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    if (!(await markRead(trx, requestId, { layout, notes }, now))) {
      throw new Error('The reading was taken for dead');
    }
    const detail = { source: request.source, rows };
    const what = 'request made';
    await record(trx, { actor: request.requesterId, what, requestId, detail }, now);
  });
  return { kind: 'read', requestId, rows };
}
