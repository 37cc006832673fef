import type { ChannelNews, Project } from '../../guests/project/project.ts';
import type { Reason } from '../../guests/reason.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { readProject } from '../../store/projects.ts';
import { isMuted } from '../../store/telling/mutes.ts';
import {
  markApprovalTold,
  type UntoldApproval,
  untoldApprovals,
} from '../../store/telling/untold-approvals.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { Announcer } from './announcer.ts';
import { postNotice } from './tell-people.ts';

export type TellApprovalsDeps = Pick<WorkDeps, 'db' | 'clock'> & {
  announcer: Pick<Announcer, 'reachChannel'>;
};

const atOnce = 100;

/**
 * Tells a project's channel that somebody asked its owners, and how they decided, each once, where the project wants
 * it. Names the requester and no partner. A muted channel misses it, and so does one that the bot cannot reach: the
 * owners have their cards. True where there was anything to tell, even if no channel heard it.
 */
export async function tellApprovals(deps: TellApprovalsDeps): Promise<boolean> {
  const approvals = await untoldApprovals(deps.db, atOnce);
  for (const approval of approvals) {
    const project = await readProject(deps.db, approval.projectKey);
    const channel = project?.channel;
    const placeId =
      channel && wants(project, approval)
        ? await deps.announcer.reachChannel(approval.tenantId, channel)
        : undefined;
    await inTransaction(deps.db, (trx) =>
      tellOne({ ...deps, db: trx }, { approval, project, placeId }),
    );
  }
  return approvals.length > 0;
}

/** The news about the approval now. An approval that ended before the channel heard of it is told once. */
const newsOf = ({ state }: UntoldApproval): 'asked' | 'decided' =>
  state === 'open' ? 'asked' : 'decided';

const wants = ({ tell }: Project, approval: UntoldApproval) =>
  tell.includes(newsOf(approval) satisfies ChannelNews);

async function tellOne(
  { db, clock }: TellApprovalsDeps,
  of: { approval: UntoldApproval; project: Project | undefined; placeId: number | undefined },
): Promise<void> {
  const { approval, project, placeId } = of;
  const news = newsOf(approval);
  if (!(await markApprovalTold(db, approval, news))) return;
  const reason = reasonOf(approval, project?.name ?? approval.projectKey);
  if (placeId === undefined || reason === undefined || (await isQuiet(db, approval, project)))
    return;
  const notice = { placeId, subjectId: approval.id, topic: `approval ${news}` };
  await postNotice(db, { ...notice, detail: { reason } }, clock.now());
}

const isQuiet = async (
  db: Db,
  { tenantId, projectKey }: UntoldApproval,
  project: Project | undefined,
): Promise<boolean> => {
  const channelId = project?.channel?.channelId;
  return channelId === undefined || (await isMuted(db, { tenantId, projectKey, channelId }));
};

function reasonOf(approval: UntoldApproval, project: string): Reason | undefined {
  const { requestId, requester, kind, state, count, rejected } = approval;
  const values = { requester, project, number: String(requestId), kind, count };
  switch (state) {
    case 'open':
      return { code: 'asked in channel', values };
    case 'decided':
      return {
        code: 'decided in channel',
        values: { ...values, approved: count - rejected, rejected },
      };
    case 'timed out':
      return { code: 'not decided in channel', values };
    case 'withdrawn':
      return undefined;
  }
}
