import { type ReadCard, saidIn } from './cards-on-screen.ts';
import type { Claim } from './claim.ts';
import type { Said } from './phrasebook.ts';
import type { State } from './read-state.ts';

/**
 * The claims of a channel's message about approvals: the requester, how many partners, and how many the owners
 * approved.
 */
export const channelClaims = (card: ReadCard, state: State): Claim[] =>
  ['asked', 'decided', 'not decided']
    .flatMap((what) => saidIn(card, `reason.${what} in channel`))
    .flatMap((said) => claimsOf(state, said));

function claimsOf(state: State, { key, values }: Said): Claim[] {
  const requestId = Number(values.number);
  const approval = state.approvals.find(
    (each) =>
      each.requestId === requestId &&
      state.projects.some(
        ({ key: project, name }) => project === each.projectKey && name === values.project,
      ),
  );
  const what = `what the channel hears of request #${requestId}`;
  if (approval === undefined) return [{ what, said: values, true: 'no such approval' }];
  const rows = state.invitations.filter(({ approvalId }) => approvalId === approval.id);
  const rejected = rows.filter((row) => row.state === 'rejected').length;
  const requester = state.requests.find(({ id }) => id === requestId)?.requesterName;
  const counted =
    key === 'reason.decided in channel'
      ? {
          said: [values.approved, values.rejected],
          true: [rows.length - rejected, rejected],
        }
      : { said: values.count, true: rows.length };
  return [
    { what: `who asked for request #${requestId}`, said: values.requester, true: requester },
    { what, ...counted },
    ...(key === 'reason.not decided in channel'
      ? [{ what: `${what}: no decision`, said: 'timed out', true: approval.state }]
      : []),
  ];
}
