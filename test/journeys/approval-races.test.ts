import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runBot } from '../sandbox/run-bot.ts';
import { groups, people } from '../sandbox/seed.ts';
import { actionsOf, cardText } from '../sandbox/teams/card-actions.ts';
import type { Clicked } from '../sandbox/teams/invoke.ts';
import { startTeams } from '../sandbox/teams/start-teams.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startTenant } from '../sandbox/tenant/start-tenant.ts';
import { holdTruth } from '../truth/hold-truth.ts';
import { shareDatabase } from './share-database.ts';
import { assertClean, confirm, drop } from './steps.ts';

const rounds = Array.from({ length: Number(process.env.RUNS ?? 40) }, (_, index) => index + 1);
const key = (round: number) => `race-${round}`;
const address = (round: number) => `race.${round}@litware.example`;
const owners = [people.megan.objectId, people.adele.objectId];
const project = (round: number) => ({
  key: key(round),
  name: `Race ${round}.`,
  owners,
  access: { groups: [groups.beaconPartners.id] },
});

await using stack = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'guestlist-races-'));
stack.defer(() => rm(folder, { recursive: true, force: true }));
const projectsFile = join(folder, 'projects.json');
await writeFile(projectsFile, JSON.stringify({ projects: rounds.map(project) }));
const database = await shareDatabase(stack);
const tenant = await startTenant({ knobs: kindKnobs });
stack.defer(() => tenant.close());
const teams = await startTeams({ tenantUrl: tenant.url });
stack.defer(() => teams.close());
teams.knobs.rateLimits = false;
async function replica() {
  const bot = await runBot({ tenant, teams, database, projectsFile });
  stack.defer(async () => void (await bot.stop()));
  return bot;
}
const replicas = { megan: await replica(), adele: await replica() };
stack.defer(() => holdTruth({ teams, tenant }, database.DATABASE_URL));
const all = stack.move();
after(() => all.disposeAsync());
const journey = { tenant, teams };
for (const person of ['megan', 'adele'] as const) await teams.installPersonal(person);

type Owner = keyof typeof replicas;
const opposite = { yes: 'approval.approve', no: 'approval.reject' } as const;

/** Sends one owner's click to that owner's replica. Nothing awaits between `setBot` and the click. */
function decide(owner: Owner, approvalId: number, word: keyof typeof opposite): Promise<Clicked> {
  const own = teams.messages(owner).find(({ from }) => from === 'bot');
  assert.ok(own);
  teams.setBot(`${replicas[owner].url}/api/messages`);
  const data = { approvalId, version: 1, reason: `No from ${owner}` };
  return teams.as(owner).forge(own.id, opposite[word], data);
}

function cardIn({ body }: Clicked): object {
  const answer: { value?: unknown } = Object(body);
  return Object(answer.value);
}

type Round = { approvalId: number; yes: Owner; no: Owner };
type Ended = { project: number; outcome: 'approved' | 'rejected'; winner: Owner };

/** The text that all owners read: only the owner who decided can undo it. */
const withoutUndo = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(
      (line) => line !== '' && line !== 'Undo' && !line.startsWith('For a day you can take back'),
    )
    .join('\n');

/** Both owners decide at once, and both must get the same decided card. */
async function race({ approvalId, yes, no }: Round): Promise<Ended> {
  const clicks: [Owner, keyof typeof opposite][] = [
    [yes, 'yes'],
    [no, 'no'],
  ];
  if (approvalId % 2 === 0) clicks.reverse();
  const answers = await Promise.all(clicks.map(([owner, word]) => decide(owner, approvalId, word)));
  const [one = '', other] = answers.map((answer) => {
    assert.equal(answer.shown, 'card', answer.text ?? '');
    const left = actionsOf(cardIn(answer)).filter(({ verb }) => verb !== 'approval.undo');
    assert.deepEqual(left, [], 'a decided card decides nothing more');
    return withoutUndo(cardText(cardIn(answer)));
  });
  assert.equal(one, other, 'both see the same decision');
  const outcome = /Approved: 1 partner/.test(one) ? 'approved' : 'rejected';
  assert.match(one, outcome === 'approved' ? /^(?!.*Rejected)/s : /Rejected: 1 partner/);
  const [winner, loser] = outcome === 'approved' ? [yes, no] : [no, yes];
  assert.ok(one.includes(people[winner].name), 'the card names the owner who was first');
  assert.ok(!one.includes(people[loser].name), 'the card does not name the other owner');
  return { project: Number(/Race (\d+)\./.exec(one)?.[1]), outcome, winner };
}

/** Alternates the owner who approves and the owner whose click goes first. Approvals in a new database begin at one. */
const raceOf = (approvalId: number): Round =>
  approvalId % 4 < 2
    ? { approvalId, yes: 'megan', no: 'adele' }
    : { approvalId, yes: 'adele', no: 'megan' };

const atOnce = 5;

test('two owners who approve and reject at once on two replicas leave one outcome, many times', async (t) => {
  const rows = rounds.map((round) => `${address(round)},${key(round)}`);
  const review = await drop(journey, 'alex', { content: ['email,project', ...rows].join('\n') });
  await confirm(review);
  const ended: Ended[] = [];
  for (let from = 0; from < rounds.length; from += atOnce) {
    const some = rounds.slice(from, from + atOnce).map(raceOf);
    ended.push(...(await Promise.all(some.map(race))));
  }
  const firstWas = (owner: Owner) => ended.filter(({ winner }) => winner === owner).length;
  t.diagnostic(`first was Megan ${firstWas('megan')} times, Adele ${firstWas('adele')} times`);
  assert.deepEqual(new Set(ended.map(({ project }) => project)), new Set(rounds));
  for (const bot of Object.values(replicas)) {
    const decided = () => bot.log().filter(({ event }) => event === 'approval decide');
    await bot.logged(() => decided().length >= rounds.length);
    const taken = decided();
    assert.equal(taken.length, rounds.length, 'each replica took one click of each round');
  }
  // Reads the log: the chat first gets all decisions, no faster than Teams takes messages.
  const isDone: Parameters<typeof replicas.megan.logged>[0] = ({ event }) =>
    event === 'request done';
  await Promise.any(Object.values(replicas).map((bot) => bot.logged(isDone)));
  for (const { project, outcome } of ended) {
    const approved = outcome === 'approved';
    assert.equal(tenant.mails(address(project)).length, approved ? 1 : 0, address(project));
    assert.equal(tenant.user(address(project)) !== undefined, approved, address(project));
  }
  assertClean(journey);
});
