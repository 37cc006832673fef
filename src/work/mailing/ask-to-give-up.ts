import { entraRefusals } from '../../guests/entra-refusals.ts';
import type { Project } from '../../guests/project/project.ts';
import { mayDo } from '../../guests/rights.ts';
import { isGivenUp } from '../../guests/times/partner-reminders.ts';
import { inTransaction } from '../../store/database.ts';
import { takeReminderTurn } from '../../store/endings/replica-turns.ts';
import {
  askedToGiveUp,
  type GiveUp,
  givenUpPartners,
  giveUpsToTell,
  insertGiveUp,
  markGiveUpTold,
  whoAsked,
} from '../../store/invitations/give-ups.ts';
import { mailStandings } from '../../store/invitations/mail-standings.ts';
import { activeProjects, readProject } from '../../store/projects.ts';
import { withoutLeavers } from '../../store/telling/leavers.ts';
import { type RightsDeps, readRights } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { type OperatorDeps, ownersOf } from '../telling/audience.ts';
import { postNotice, type TellDeps } from '../telling/tell-people.ts';

export type AskToGiveUpDeps = TellDeps & Pick<OperatorDeps, 'peopleIn'> & { rights: RightsDeps };

/**
 * Asks requesters whether to withdraw invitations that nobody has accepted for as long as their project waits: once for
 * each invitation, in one message for each requester and project. May run twice, on any replica.
 */
export async function askToGiveUp(deps: AskToGiveUpDeps, tenantId: string): Promise<void> {
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

/**
 * Asks the requester. Where they are gone, out of reach or may not answer any more, it asks the owners. Nobody to ask: it
 * looks again.
 */
async function tell(deps: AskToGiveUpDeps, question: GiveUp): Promise<void> {
  const { id, personId } = question;
  const waits = (await givenUpPartners(deps.db, id)).some((partner) => partner.waits);
  const places = waits ? await placesToAsk(deps, question) : [];
  if (waits && places.length === 0) {
    deps.log.warn('person not reached', { personId, code: 'give up' });
    return;
  }
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    if (!(await markGiveUpTold(trx, id, now))) return;
    for (const placeId of new Set(places)) {
      const topic = 'give up';
      await postNotice(trx, { placeId, subjectId: id, topic, detail: { giveUpId: id } }, now);
    }
  });
}

async function placesToAsk(deps: AskToGiveUpDeps, question: GiveUp): Promise<number[]> {
  const { tenantId, personId } = question;
  const project = await readProject(deps.db, question.projectKey);
  const placesOf = async (people: readonly string[]) => {
    const places: number[] = [];
    for (const person of await withoutLeavers(deps.db, tenantId, people)) {
      if (!(await mayAnswer(deps.rights, person, { question, project }))) continue;
      const placeId = await deps.announcer.reachPerson(tenantId, person, project?.channel?.teamId);
      if (placeId !== undefined) places.push(placeId);
    }
    return places;
  };
  const own = await placesOf([personId]);
  return own.length > 0 || project === undefined
    ? own
    : await placesOf(await ownersOf(deps, project));
}

/** Whether the buttons would work for this person now. */
async function mayAnswer(
  deps: RightsDeps,
  personId: string,
  { question, project }: { question: GiveUp; project: Project | undefined },
): Promise<boolean> {
  const rights = await readRights(deps, { personId }, project === undefined ? [] : [project]);
  const owner = project !== undefined && rights.owns(project);
  return mayDo('give up', rights, { requester: question.personId === personId, owner });
}
