import { entraRefusals } from '../../guests/entra-refusals.ts';
import { isGivenUp } from '../../guests/times/partner-reminders.ts';
import { inTransaction } from '../../store/database.ts';
import { takeReminderTurn } from '../../store/endings/replica-turns.ts';
import {
  askedToGiveUp,
  type GiveUp,
  giveUpsToTell,
  insertGiveUp,
  markGiveUpTold,
  whoAsked,
} from '../../store/invitations/give-ups.ts';
import { mailStandings } from '../../store/invitations/mail-standings.ts';
import { activeProjects, readProject } from '../../store/projects.ts';
import { withoutLeavers } from '../../store/telling/leavers.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { type OperatorDeps, ownersOf } from '../telling/audience.ts';
import { postNotice, type TellDeps } from '../telling/tell-people.ts';

type Deps = TellDeps & Pick<OperatorDeps, 'peopleIn'>;

/**
 * Asks requesters whether to withdraw invitations that nobody has accepted for as long as their project waits: once for
 * each invitation, in one message for each requester and project. May run twice, on any replica.
 */
export async function askToGiveUp(deps: Deps, tenantId: string): Promise<void> {
  for (const { key, giveUpAfter } of await activeProjects(deps.db)) {
    if (giveUpAfter !== undefined) await find(deps, { tenantId, projectKey: key, giveUpAfter });
  }
  for (const question of await giveUpsToTell(deps.db, tenantId)) await tell(deps, question);
}

async function find(
  { db, clock, log }: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  { giveUpAfter, ...about }: { tenantId: string; projectKey: string; giveUpAfter: string },
): Promise<void> {
  const now = clock.now();
  await inTransaction(db, async (trx) => {
    if (!(await takeReminderTurn(trx))) return;
    const partners = await mailStandings(trx, { ...about, refusals: entraRefusals });
    const late = partners.filter((partner) => isGivenUp(partner, giveUpAfter, now));
    const asked = await askedToGiveUp(
      trx,
      late.map(({ invitationId }) => invitationId),
    );
    const ids = late.flatMap(({ invitationId }) => (asked.has(invitationId) ? [] : invitationId));
    const people = Map.groupBy(await whoAsked(trx, ids), ({ personId }) => personId);
    for (const [personId, own] of people) {
      const invitationIds = own.map(({ invitationId }) => invitationId);
      await insertGiveUp(trx, { ...about, personId, invitationIds }, now);
    }
    if (ids.length > 0) log.info('asked to give up', { rows: ids.length });
  });
}

/** Asks the requester; where they are gone or out of reach, the owners. */
async function tell(deps: Deps, { id, tenantId, projectKey, personId }: GiveUp): Promise<void> {
  const project = await readProject(deps.db, projectKey);
  const reach = (person: string) =>
    deps.announcer.reachPerson(tenantId, person, project?.channel?.teamId);
  const placesOf = async (people: readonly string[]) =>
    (await Promise.all((await withoutLeavers(deps.db, tenantId, people)).map(reach))).flatMap(
      (placeId) => placeId ?? [],
    );
  const own = await placesOf([personId]);
  const places =
    own.length > 0 || project === undefined ? own : await placesOf(await ownersOf(deps, project));
  if (places.length === 0) deps.log.warn('person not reached', { personId, code: 'give up' });
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    if (!(await markGiveUpTold(trx, id, now))) return;
    for (const placeId of new Set(places)) {
      const topic = 'give up';
      await postNotice(trx, { placeId, subjectId: id, topic, detail: { giveUpId: id } }, now);
    }
  });
}
