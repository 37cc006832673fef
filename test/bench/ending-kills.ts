import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { dayFromNow } from '../journeys/day-from-now.ts';
import { tally } from './effects.ts';
import { type EndingScene, grantsLeft, openCrowd } from './ending-scene.ts';
import { given } from './partners.ts';
import { passDays } from './pass-days.ts';
import { seeded } from './seeded.ts';
import type { Table } from './table.ts';

const rows = Number(process.env.ROWS ?? 300);
const kills = Number(process.env.KILLS ?? 60);
const seed = 61;
/** The bench kills the bot at a random time within this span after it is ready. */
const lifeMs = 1200;
const patienceMs = 600_000;

/** The tenant is so slow that each life of the bot has work. */
const slow = { latencyMs: 300 };
const env = { GRAPH_WRITE_LIMIT: '16/5s', REPLICATION_PATIENCE: 'PT10S' };

/** The ends of one day fall due. The bench kills the bot sixty times while it takes the access back. */
export async function endingKills(): Promise<Table> {
  await using ending = await openCrowd(seed, rows);
  const { scene, addresses, needed } = ending;
  // Every tenth was in the group before the invitation.
  const before = addresses.filter((_, n) => n % 10 === 1);
  await putInGroup(ending, before);
  await ending.makeGuests(needed, { project: 'beside' });
  await ending.makeGuests(addresses, { project: 'crowd', until: dayFromNow(1) });
  await ending.limitPace(env);
  await scene.tenant.turn(slow);
  await passDays(ending, 3);
  const killed = await killAgainAndAgain(ending);
  await untilOver(ending);
  return await judge(ending, { needed, before, killed });
}

/** Makes guests without the bot and puts them into the group. */
async function putInGroup({ scene }: EndingScene, addresses: readonly string[]): Promise<void> {
  const post = async (path: string, body: object): Promise<unknown> => {
    const answer = await fetch(`${scene.tenant.url}/v1.0${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : await answer.json();
  };
  for (const invitedUserEmailAddress of addresses) {
    await post('/invitations', {
      invitedUserEmailAddress,
      inviteRedirectUrl: 'https://myapps.microsoft.com',
      sendInvitationMessage: false,
    });
  }
  const { guests } = await scene.tenant.state();
  const wanted = new Set(addresses);
  for (const { id, mail } of guests) {
    if (mail === null || !wanted.has(mail)) continue;
    const person = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` };
    await post(`/groups/${given.group}/members/$ref`, person);
  }
}

/** Kills the bot until all work is done. Returns the number of kills. */
async function killAgainAndAgain(ending: EndingScene): Promise<number> {
  const chance = seeded(seed);
  const [bot] = ending.scene.bots;
  let count = 0;
  for (; count < kills && !(await isOver(ending)); count += 1) {
    await pause(chance() * lifeMs);
    await bot?.kill();
    await bot?.restart();
  }
  return count;
}

async function isOver({ query }: EndingScene): Promise<boolean> {
  const [left] = await query(sql<{ open: number }>`
    select (select count(*) from invitation where kind = 'invite' and ends_at is not null and over_at is null)
      + (select count(*) from request where kind = 'end' and state <> 'done') as open`);
  return Number(left?.open) === 0;
}

async function untilOver(ending: EndingScene): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await isOver(ending))) {
    if (Date.now() > end) return;
    await pause(500);
  }
}

async function judge(
  { scene, query }: EndingScene,
  of: { needed: readonly string[]; before: readonly string[]; killed: number },
): Promise<Table> {
  const { inGroup, roles } = await grantsLeft(scene);
  const stays = new Set([...of.needed, ...of.before]);
  const calls = await scene.tenant.calls();
  const taken = calls.filter(({ method, status }) => method === 'DELETE' && status === 204);
  const twice = [...tally(taken.map(({ path }) => path)).values()].filter((count) => count > 1);
  const asked = calls.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
  const again = [...tally(asked).values()].filter((count) => count > 1);
  const [ends] = await query(sql<{ expired: number; others: number; rows: number }>`
    select count(*) filter (where kind = 'invite' and state = 'expired') as expired,
      count(*) filter (where kind = 'invite' and ends_on is not null and state <> 'expired') as others,
      count(*) filter (where kind = 'end') as rows from invitation`);
  const [told] = await query(sql<{ twice: number }>`
    select count(*) as twice from (select invitation_id from history where what = 'access ended'
      group by invitation_id having count(*) > 1) more`);
  const { violations, unhandled } = await scene.tenant.faults();
  const line = (name: string, came: unknown, wanted: string) => ({
    name,
    cells: [String(came), wanted],
  });
  return {
    title: `${of.killed} kills (-9) at random instants while the access of ${rows} ends`,
    heads: ['came', 'wanted'],
    rows: [
      line('kills before the end', of.killed, `${kills}`),
      line('expired', ends?.expired, `${rows}`),
      line('left as they were', ends?.others, '0'),
      line('rows that end', ends?.rows, `${rows}`),
      line('roles left', roles.length, '0'),
      line('in the group and should not be', [...inGroup].filter((a) => !stays.has(a)).length, '0'),
      line(
        'needed, or there before, and gone',
        [...stays].filter((a) => !inGroup.has(a)).length,
        '0',
      ),
      line('grants taken twice', twice.length, '0'),
      line('ends written down twice', told?.twice, '0'),
      line('removals whose call was made again', again.length, ''),
      line('calls that Graph would not know', violations.length + unhandled.length, '0'),
    ],
    notes: [
      `A third is needed by another project, a tenth was in the group before. Graph takes ${slow.latencyMs} ms a call. Each life lasts up to ${lifeMs / 1000} s from ready on; the instants are drawn from the seed ${seed}.`,
    ],
  };
}
