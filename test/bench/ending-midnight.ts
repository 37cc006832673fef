import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { dayFromNow } from '../journeys/day-from-now.ts';
import { ask, confirm, drop } from '../journeys/steps.ts';
import { type EndingScene, openEnding, openProject } from './ending-scene.ts';
import { fileOf, partners } from './partners.ts';
import { passDays } from './pass-days.ts';
import { percentile, type Table } from './table.ts';

const ends = Number(process.env.ROWS ?? 10_000);
const seed = 63;
const latencyMs = 60;
/** Time runs this many times faster: the spans of Graph's limits, and of the bot's, are shorter by it. */
const times = 5;
const env = { GRAPH_INVITATION_LIMIT: '120/1s', GRAPH_WRITE_LIMIT: '2400/30s' };
const graphLimits = {
  invitations: { count: 150, seconds: 5 / times },
  writes: { count: 3000, seconds: 150 / times },
};
const keys = ['crowd', 'beacon', 'atlas'];
/** The number of single invitations during the ends. */
const invitations = 20;
const everyMs = 3_000;
const inList = 100;
const patienceMs = 900_000;

/** Ten thousand ends fall on one midnight, while people go on inviting. */
export async function endingMidnight(): Promise<Table> {
  await using ending = await openEnding(
    seed,
    keys.map((key) => openProject(key, 'group')),
  );
  const { scene } = ending;
  const all = partners(ends);
  for (const [n, project] of keys.entries()) {
    const addresses = all.filter((_, at) => at % keys.length === n);
    await ending.makeGuests(addresses, { project, until: dayFromNow(1) });
  }
  await ending.limitPace(env);
  await scene.tenant.turn({ latencyMs, limits: graphLimits });
  const ahead = await passDays(ending, 3);
  const midnight = Date.now();
  await Promise.all([inviteSome(ending), inviteList(ending)]);
  const leftThen = await open(ending);
  const allOver = await untilOver(ending);
  const waited = await waits(ending, new Date(midnight + ahead));
  const singles = waited.filter(({ rows }) => rows === 1).map(({ ms }) => ms);
  const lists = waited.filter(({ rows }) => rows > 1).map(({ ms }) => ms);
  const { groups } = await scene.tenant.state();
  const members = groups.flatMap(({ members: each }) => each).length;
  const line = (name: string, came: unknown, wanted: string) => ({
    name,
    cells: [String(came), wanted],
  });
  const s = (value: number) => `${(value / 1000).toFixed(1)} s`;
  return {
    title: `${ends} ends on one midnight, three projects, and people who invite meanwhile`,
    heads: ['came', 'wanted'],
    rows: [
      line('one partner, from Confirm to the invitation, p50', s(percentile(singles, 0.5)), ''),
      line(`the longest of ${singles.length}`, s(Math.max(...singles)), '<= 5 s'),
      line(`a list of ${inList}, to its first invitation`, s(Math.max(...lists)), '<= 5 s'),
      line('ends left when the last of them was asked for', leftThen, '> 0'),
      line('ends left at the end', await open(ending), '0'),
      line('from midnight to the last end', s(allOver - midnight), ''),
      line('members left in all groups', members, ''),
    ],
    notes: [
      `Time runs ${times} x: ours are ${env.GRAPH_INVITATION_LIMIT} and ${env.GRAPH_WRITE_LIMIT}; a call takes ${latencyMs} ms.`,
    ],
  };
}

async function inviteSome({ scene }: EndingScene): Promise<void> {
  await scene.teams.installPersonal('adele');
  for (let n = 0; n < invitations; n += 1) {
    await confirm(await ask(scene, 'adele', `invite late${n}@fabrikam.example to crowd`));
    await pause(everyMs);
  }
}

async function inviteList({ scene }: EndingScene): Promise<void> {
  const addresses = Array.from({ length: inList }, (_, n) => `listed${n}@fabrikam.example`);
  const list = { content: fileOf(addresses), text: 'to beacon' };
  await confirm(await drop(scene, 'alex', list));
}

/**
 * For each request for invitations during the ends: its number of partners, and the time from Confirm to its first
 * call.
 */
async function waits({ query }: EndingScene, from: Date): Promise<{ rows: number; ms: number }[]> {
  const waited = await query(sql<{ rows: number; ms: number | null }>`
    select count(distinct i.id) as rows,
      extract(epoch from min(s.intended_at) - r.confirmed_at)::float8 * 1000 as ms
    from request r join invitation i on i.request_id = r.id
    left join step s on s.invitation_id = i.id and s.kind = 'invite'
    where r.kind = 'invite' and r.confirmed_at >= ${from} group by r.id`);
  return waited.map(({ rows, ms }) => ({ rows, ms: ms ?? Number.POSITIVE_INFINITY }));
}

async function open({ query }: EndingScene): Promise<number> {
  const [left] = await query(sql<{ open: number }>`
    select count(*) as open from invitation where kind = 'invite' and ends_at is not null and over_at is null`);
  return Number(left?.open);
}

/** Waits for the last end. Returns its time by this process's clock. */
async function untilOver(ending: EndingScene): Promise<number> {
  const end = Date.now() + patienceMs;
  while ((await open(ending)) > 0 && Date.now() < end) await pause(1_000);
  return Date.now();
}
