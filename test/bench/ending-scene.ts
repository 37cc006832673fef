import { sql } from 'kysely';
import { openDatabase } from '../../src/store/database.ts';
import { makePracticeClock, type PracticeClock } from '../sandbox/practice-clock.ts';
import { people } from '../sandbox/seed.ts';
import { given, partners } from './partners.ts';
import { openScene, type Scene } from './scene.ts';
import { sendRequest } from './send-request.ts';

export type EndingScene = AsyncDisposable & {
  scene: Scene;
  clock: PracticeClock;
  /** Runs with a connection of its own to the bots' database. */
  query<T>(statement: ReturnType<typeof sql<T>>): Promise<T[]>;
  /** Invites these partners and waits until they have their access. */
  makeGuests(addresses: readonly string[], to: { project: string; until?: string }): Promise<void>;
  /** Starts the bot again with limits, and deletes the permits that making the guests used. */
  limitPace(env: Readonly<Record<string, string>>): Promise<void>;
};
/** Partners of the project "crowd". Another project, "beside", needs every third one's access. */
export type CrowdScene = EndingScene & { addresses: readonly string[]; needed: readonly string[] };

/** Without limits, so that only this machine bounds the pace. */
const unbounded = { GRAPH_INVITATION_LIMIT: '100000/5s', GRAPH_WRITE_LIMIT: '100000/5s' };
const noLimit = { count: 0, seconds: 0 };
const fast = {
  latencyMs: 0,
  limits: { invitations: noLimit, writes: noLimit },
  lagMs: { filters: 0, lists: 0, references: 0, appRoles: 0, licences: 0, patches: 0 },
};

/** Opens a tenant and a bot with these projects, without limits for making guests. */
export async function openEnding(
  seed: number,
  projects: readonly object[],
  env: Readonly<Record<string, string>> = {},
): Promise<EndingScene> {
  await using stack = new AsyncDisposableStack();
  const clock = await makePracticeClock();
  stack.defer(() => clock.remove());
  const scene = stack.use(
    await openScene({
      seed,
      knobs: fast,
      access: 'group',
      projects: { projects },
      env: { ...unbounded, ...env, CLOCK_OFFSET_FILE: clock.file },
      replicas: 1,
    }),
  );
  const connectionString = scene.databaseUrl;
  if (connectionString === undefined) throw new Error('Replicas share a DATABASE_URL');
  const { db, pool } = openDatabase({ connectionString, maxConnections: 2, onIdleError() {} });
  stack.defer(() => pool.end());
  const all = stack.move();
  const query: EndingScene['query'] = async (statement) => (await statement.execute(db)).rows;
  return {
    scene,
    clock,
    query,
    makeGuests: (addresses, to) => makeGuests(scene, addresses, to),
    async limitPace(limits) {
      await scene.startAgain({ ...limits, CLOCK_OFFSET_FILE: clock.file });
      await query(sql`delete from pace_slot`);
      await query(sql`delete from pace`);
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** A project without approval. */
export const openProject = (key: string, access: 'group' | 'group and role') => ({
  key,
  name: key,
  owners: [people.adele.objectId],
  approval: { required: false },
  access: {
    groups: [given.group],
    apps: access === 'group' ? [] : [{ servicePrincipalId: given.application }],
  },
});

/** Opens the projects "crowd" and "beside", for so many partners. */
export async function openCrowd(seed: number, count: number): Promise<CrowdScene> {
  const projects = [openProject('crowd', 'group and role'), openProject('beside', 'group')];
  const ending = await openEnding(seed, projects);
  const addresses = partners(count);
  return { ...ending, addresses, needed: addresses.filter((_, n) => n % 3 === 0) };
}

/** The guests in the group, and the guests with the role, as the tenant has them now. */
export async function grantsLeft({ tenant }: Scene) {
  const { guests, groups, applications } = await tenant.state();
  const addressOf = new Map(guests.map(({ id, mail }) => [id, mail ?? '']));
  const members = groups.find(({ id }) => id === given.group)?.members ?? [];
  return {
    inGroup: new Set(members.flatMap(({ id }) => addressOf.get(id) ?? [])),
    roles: applications.find(({ id }) => id === given.application)?.assignments ?? [],
  };
}

async function makeGuests(
  scene: Scene,
  addresses: readonly string[],
  to: { project: string; until?: string },
): Promise<void> {
  const isDone = ({ event }: Readonly<Record<string, unknown>>) => event === 'request done';
  const before = scene.bots[0]?.log().filter(isDone).length ?? 0;
  await sendRequest(scene, addresses, to);
  let seen = 0;
  await scene.bots[0]?.logged((line) => isDone(line) && ++seen > before, 900_000);
}
