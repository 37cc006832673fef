import * as v from 'valibot';
import { type Rounds, showsSilence, sweepEveryMs } from '../../guests/times/sweep-times.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import type { GuestRecord } from '../../store/guests/guests.ts';
import { lockValue, readValue, writeValue } from '../../store/kept-values.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { OperatorDeps } from '../telling/audience.ts';
import { type TellDeps, tellOperators } from '../telling/tell-people.ts';

const roundsName = 'delta rounds';
const silenceName = 'delta silence';

const roundsShape = v.object({ since: v.string(), last: v.string() });
/** `told` outlives the silence, so that the operators hear of it once. */
const silenceShape = v.object({ silent: v.boolean(), told: v.boolean(), sweptAt: v.string() });
type Silence = v.InferOutput<typeof silenceShape>;

/**
 * Called in the transaction that stores the delta link. A new link begins the count of rounds anew; a round that was
 * read to its end continues it.
 */
export async function noteRound(trx: Db, how: 'begun' | 'read', now: Date): Promise<void> {
  const known = how === 'begun' ? undefined : await readRounds(trx);
  const since = (known?.since ?? now).toISOString();
  await writeValue(trx, roundsName, { since, last: now.toISOString() }, now);
}

async function readRounds(db: Db): Promise<Rounds | undefined> {
  const read = v.safeParse(roundsShape, await readValue(db, roundsName));
  if (!read.success) return undefined;
  return { since: new Date(read.output.since), last: new Date(read.output.last) };
}

function readSilence(value: unknown): Silence {
  const read = v.safeParse(silenceShape, value);
  return read.success ? read.output : { silent: false, told: false, sweptAt: '1970-01-01' };
}

/**
 * Judges delta by a guest who has accepted. Where only the sweep found the acceptance, delta is silent: the bot then
 * sweeps more often.
 */
export async function noticeSilence(
  deps: Pick<WorkDeps, 'clock' | 'log'> & { patienceMs: number },
  trx: Db,
  { stateChangedAt, heardAt, sweptAt }: GuestRecord,
): Promise<void> {
  if (stateChangedAt === null || sweptAt === null) return;
  const found = { changedAt: stateChangedAt, heardAt, sweptAt };
  if (!showsSilence(found, await readRounds(trx), deps.patienceMs)) return;
  const now = deps.clock.now();
  const stored = readSilence(await lockValue(trx, silenceName, now));
  if (stored.silent) return;
  await writeValue(trx, silenceName, { ...stored, silent: true }, now);
  deps.log.warn('delta is silent');
}

/** Notes that delta reported an acceptance: it is not silent. */
export async function noticeVoice(trx: Db, now: Date): Promise<void> {
  const stored = readSilence(await readValue(trx, silenceName));
  if (stored.silent) await writeValue(trx, silenceName, { ...stored, silent: false }, now);
}

export type CoverSilenceDeps = TellDeps &
  OperatorDeps & {
    /** Checks all pending guests. Returns how many pages Graph had of them. */
    sweep: () => Promise<number>;
    every: { pollMs: number; sweepMs: number };
  };

/** While delta is silent: tells the operators once, and sweeps instead. */
export async function coverSilence(deps: CoverSilenceDeps, tenantId: string): Promise<void> {
  const { silent, told, sweptAt } = readSilence(await readValue(deps.db, silenceName));
  if (!silent) return;
  if (!told) {
    // The subject never changes, so that no replica tells it twice.
    await tellOperators(deps, tenantId, { reason: { code: 'delta silent' }, subjectId: 0 });
    await change(deps, { told: true });
  }
  const now = deps.clock.now();
  const pages = await pagesOf(deps.db);
  const dueAt = new Date(sweptAt).getTime() + sweepEveryMs(deps.every, { silent, pages });
  if (dueAt > now.getTime()) return;
  const read = await deps.sweep();
  await writeValue(deps.db, pagesName, read, now);
  await change(deps, { sweptAt: now.toISOString() });
}

const pagesName = 'sweep pages';

async function pagesOf(db: Db): Promise<number> {
  const pages = await readValue(db, pagesName);
  return typeof pages === 'number' ? pages : 1;
}

async function change(
  { db, clock }: Pick<WorkDeps, 'db' | 'clock'>,
  changes: Partial<Silence>,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const stored = readSilence(await lockValue(trx, silenceName, clock.now()));
    await writeValue(trx, silenceName, { ...stored, ...changes }, clock.now());
  });
}
