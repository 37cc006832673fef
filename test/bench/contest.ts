import { contestKnobs, contestSeed, latencyMs, replicationMs } from './contest-rules.ts';
import { doubled, effectsIn, served, tally } from './effects.ts';
import { idealMs, usualLimits } from './ideal.ts';
import { partnersWithOneRefused } from './partners.ts';
import { runNaive } from './run-naive.ts';
import { openScene } from './scene.ts';
import { sendRequest, untilDone } from './send-request.ts';
import type { Row, Table } from './table.ts';
import { untilMails } from './until-mails.ts';

const rows = 500;
const access = 'group and role';
/** More than six times the directory's lag here. A real directory lags for minutes, and the bot then waits ten. */
const env = { REPLICATION_PATIENCE: 'PT10S' };
/** The slower loop gets fewer rows. Its pace is the same all the way. */
const naiveRows = { eight: 240, one: 30 };

/** Runs the bot and two naive loops at the same time, each in a tenant of its own. Kills all of them half-way. */
export async function contest(): Promise<Table> {
  const [own, eight, one] = await Promise.all([
    runGuestlist(),
    runNaive(8, naiveRows.eight),
    runNaive(1, naiveRows.one),
  ]);
  const ideal = idealMs({
    rows,
    roles: true,
    latencyMs,
    replicationMs,
    limits: usualLimits,
  });
  const ratio = (took: number) => (took / ideal).toFixed(2);
  return {
    title: `The contest: ${rows} rows, a group and a role each, one row that always fails, one kill -9 half-way`,
    heads: ['rows', 'complete', 'unknown', 'lost', 'double mails', 'took', 'guests/min'],
    rows: [
      line('Guestlist', own),
      line('naive loop, 8 workers', { ...eight, unknown: 0 }),
      line('naive loop, one by one', { ...one, unknown: 0 }),
    ],
    notes: [
      `Ideal ${seconds(ideal)}: ${rows} invitations at 120 in 5 s, the last of them answered (300 ms), replicated (1.5 s) and given access (300 ms).`,
      `Guestlist took ${ratio(own.tookMs)} x the ideal from Confirm to the end, kill, restart and looks included; without the ${own.lookedFor} rows whose answer was lost (first look after 5 s) ${ratio(own.othersTookMs)} x.`,
      'After 10 s without a trace the bot sends an invitation once more. The directory lags 1.5 s.',
      'The tenant refuses 3 % of the calls with 429 and Retry-After 1, and loses 1 % of the answers after the effect. Lost: neither complete nor reported as failed.',
    ],
  };
}

type Result = {
  rows: number;
  complete: number;
  unknown: number;
  doubleMails: number;
  tookMs: number;
};

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** One row always fails, so it does not count as lost. */
const line = (name: string, result: Result): Row => ({
  name,
  cells: [
    result.rows,
    result.complete,
    result.unknown,
    result.rows - 1 - result.complete - result.unknown,
    result.doubleMails,
    seconds(result.tookMs),
    Math.round(result.complete / (result.tookMs / 60_000)),
  ].map(String),
});

async function runGuestlist(): Promise<Result & { lookedFor: number; othersTookMs: number }> {
  const addresses = partnersWithOneRefused(rows);
  await using scene = await openScene({ seed: contestSeed, knobs: {}, access, env });
  await scene.tenant.turn(contestKnobs);
  const began = await sendRequest(scene, addresses);
  const done = untilDone(scene, 300_000);
  await untilMails(scene.tenant, rows / 2);
  for (const bot of scene.bots) {
    await bot.kill();
    await bot.restart();
  }
  const tookMs = (await done) - began;
  const effects = await effectsIn(scene.tenant);
  const ends = await scene.rowStates();
  const states = tally(ends.map(({ state }) => state));
  const has = new Set(served(effects, { addresses, access }));
  const endOf = ({ endedAt }: { endedAt: Date | null }) => endedAt?.getTime() ?? Infinity;
  const others = ends.filter(({ lookedFor }) => !lookedFor);
  return {
    rows,
    // A row that the bot calls complete counts only if the tenant shows it too.
    complete: ends.filter(({ state, address }) => state === 'complete' && has.has(address)).length,
    unknown: states.get('unknown') ?? 0,
    doubleMails: doubled(effects).mails,
    tookMs,
    lookedFor: ends.length - others.length,
    othersTookMs: Math.max(...others.map(endOf)) - began,
  };
}
