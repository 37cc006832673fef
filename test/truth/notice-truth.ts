import { people } from '../sandbox/seed.ts';
import { factsOf, type ReadCard, saidAs, saidIn } from './cards-on-screen.ts';
import { channelClaims } from './channel-truth.ts';
import { asShown, type Claim } from './claim.ts';
import { dayIn, lastDay } from './end-truth.ts';
import { giveUpClaims } from './give-up-truth.ts';
import { guestOf } from './guest-of.ts';
import { newsClaims } from './news-truth.ts';
import type { InvitationRow, State } from './read-state.ts';
import { waitedClaims } from './waiting-truth.ts';

const noDecision = ['nobody decided', 'stage not decided'];
const codes = ['owner approved', 'owner approved some', 'owner rejected', ...noDecision];

/** The claims of a message that the bot sent by itself: about decisions, news, or ends of access. */
export function noticeClaims(card: ReadCard, state: State): Claim[] {
  if (textIn(card.detail, 'waits') !== undefined) return waitedClaims(card, state);
  const noticeId = numberIn(card.detail, 'noticeId');
  if (noticeId !== undefined) return endNoticeClaims(card, state, noticeId);
  const giveUpId = numberIn(card.detail, 'giveUpId');
  if (giveUpId !== undefined) return giveUpClaims(card, state, giveUpId);
  return [
    ...newsClaims(card, state),
    ...channelClaims(card, state),
    ...decisionClaims(card, state),
  ];
}

function decisionClaims(card: ReadCard, state: State): Claim[] {
  return codes
    .flatMap((code) => saidIn(card, `reason.${code}`))
    .flatMap(({ key, values }): Claim[] => {
      const number = Number(values.number);
      const approval = state.approvals.find(
        ({ requestId, projectKey }) =>
          requestId === number && nameOf(state, projectKey) === values.project,
      );
      const what = `the decision on request #${number}`;
      if (approval === undefined) return [{ what, said: values, true: 'no such approval' }];
      if (noDecision.some((code) => key === `reason.${code}`))
        return [{ what, said: 'timed out', true: approval.state }];
      // Who stands in is named with the owner.
      const [by, of] = String(values.name).split(/ for | namens /);
      const owner = Object.values(people).find(({ name }) => name === (of ?? by))?.objectId;
      const votes = state.votes.filter(
        ({ approvalId, ownerId, castByName }) =>
          approvalId === approval.id &&
          ownerId === owner &&
          (castByName ?? undefined) === (of && by),
      );
      const yes = votes.filter((vote) => vote.yes).length;
      return [
        {
          what: `${what} by ${values.name}`,
          said: { approved: values.approved ?? 0, rejected: values.rejected ?? 0 },
          true: { approved: yes, rejected: votes.length - yes },
        },
      ];
    });
}

const nameOf = (state: State, projectKey: string | null) =>
  state.projects.find(({ key }) => key === projectKey)?.name ?? projectKey;

/** The claims of a notice: guests, project and day of the ends. A requester's notice has only their own guests. */
function endNoticeClaims(card: ReadCard, state: State, noticeId: number): Claim[] {
  const title = saidIn(card, 'notice of end.title.')[0];
  const rows = state.noticed.filter((each) => each.noticeId === noticeId);
  const all = rows.flatMap(
    ({ invitationId }) => state.invitations.find(({ id }) => id === invitationId) ?? [],
  );
  const named = all.filter(
    ({ requestId, askedFirstBy }) =>
      textIn(card.detail, 'as') === 'owner' ||
      askedFirstBy === card.reader.personId ||
      state.requests.find(({ id }) => id === requestId)?.requesterId === card.reader.personId,
  );
  const project = nameOf(state, rows[0]?.projectKey ?? null) ?? '';
  // The bot does not redraw a notice. Its words about ends that have moved or come since were true at the time.
  const moved = named.some(
    ({ endingId, endsAt, state: is }) => endingId !== null || endsAt === null || is === 'revoked',
  );
  const isOpen = ['notice of end.title.day', 'notice of end.title.soon'].includes(title?.key ?? '');
  if (moved || !isOpen || named.length === 0) return [];
  const days = [...new Set(named.map((each) => lastDay(each)))];
  return [
    {
      what: 'how many accesses end',
      said: saidAs(card, 'notice of end.what')?.values.count,
      true: named.length,
    },
    {
      what: 'the project',
      said: asShown(factsOf(card, 'label.project')[0], project),
      true: project,
    },
    ...(days.length === 1
      ? [
          {
            what: 'on which day',
            said: title?.values.day,
            true: dayIn(card.language, days[0] ?? ''),
          },
        ]
      : []),
    {
      what: 'whose access ends',
      said: card.lines.flatMap(({ pieces }) =>
        named.flatMap(({ address }) => (asShown(pieces[1], address) === address ? address : [])),
      ),
      true: named.slice(0, 8).map(({ address }) => address),
    },
    ...nameClaims(card, state, named.slice(0, 8)),
  ];
}

const nameClaims = (card: ReadCard, state: State, named: readonly InvitationRow[]) =>
  named.map((invitation): Claim => {
    const name = guestOf(state, invitation)?.displayName ?? invitation.displayName;
    const line = card.lines.find(
      ({ pieces }) => asShown(pieces[1], invitation.address) === invitation.address,
    );
    return {
      what: `the name of ${invitation.address}`,
      said: asShown(line?.pieces[0], name),
      true: name,
    };
  });

function textIn(detail: unknown, key: string): unknown {
  return typeof detail === 'object' && detail !== null
    ? Object.entries(detail).find(([name]) => name === key)?.[1]
    : undefined;
}

function numberIn(detail: unknown, key: string): number | undefined {
  const value = textIn(detail, key);
  return typeof value === 'number' ? value : undefined;
}
