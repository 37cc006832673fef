import { people } from '../sandbox/seed.ts';
import { factsOf, type ReadCard, saidIn } from './cards-on-screen.ts';
import type { Claim } from './claim.ts';
import { momentAsShown } from './end-truth.ts';
import { type Asked, numbered, partnerClaims } from './partner-truth.ts';
import { type Said, wording } from './phrasebook.ts';
import type { ApprovalRow, InvitationRow, State } from './read-state.ts';

/** The claims of a decided approval: the outcome, the deciding owners, the time and the partners. */
export function decidedClaims(card: ReadCard, state: State, asked: Asked): Claim[] {
  const { approval } = asked;
  const voted = new Set(state.votes.map(({ invitationId }) => invitationId));
  // A row that fell before a vote, because its access was over, is no part of the decision.
  const rows = asked.rows.filter(
    ({ id, state: is }) => approval.state !== 'decided' || is !== 'cancelled' || voted.has(id),
  );
  const rejected = rows.filter((row) => row.state === 'rejected').length;
  const said = saidIn(card, 'decided.');
  const outcome = said.find(({ key }) => !/request|vote|undo|row/.test(key));
  return [
    {
      what: 'the decision',
      said: outcome && { ...outcome.values, key: outcome.key },
      true: outcomeOf(asked, { rejected, total: rows.length }),
    },
    ...voterClaims(state, approval, said),
    {
      what: 'the time of the decision',
      ...momentAsShown(
        card,
        factsOf(card, 'label.when')[0],
        approval.decidedAt ?? approval.askedAt,
      ),
    },
    ...(card.reader.inChannel
      ? [{ what: 'that a channel reads no address', said: numbered(card).length, true: 0 }]
      : [...partnerClaims(card, rows), ...markClaims(card, { rows, approval })]),
  ];
}

function outcomeOf(
  { approval: { state }, request }: Asked,
  { rejected, total }: { rejected: number; total: number },
) {
  if (state === 'withdrawn' && request.kind === 'extend' && request.cancelledAt === null)
    return { key: 'decided.over' };
  if (state !== 'decided') return { key: `decided.${state}` };
  if (rejected === 0) return { key: 'decided.approved', count: total };
  if (rejected === total) return { key: 'decided.rejected', count: total };
  return { key: 'decided.some', approved: total - rejected, total };
}

/** The claims about each owner's vote, by the owner's name in the organisation. */
function voterClaims(state: State, approval: ApprovalRow, said: readonly Said[]): Claim[] {
  const votes = state.votes.filter(({ approvalId }) => approvalId === approval.id);
  const owners = [...new Set(votes.map(({ ownerId }) => ownerId))].slice(0, 10);
  const truth = owners.map((owner) => {
    const own = votes.filter(({ ownerId }) => ownerId === owner);
    const approved = own.filter(({ yes }) => yes).length;
    const how = approved === own.length ? 'approved' : approved === 0 ? 'rejected' : 'some';
    const known = Object.values(people).find(({ objectId }) => objectId === owner)?.name;
    const name = known ?? own[0]?.ownerName;
    const standIn = own[0]?.castByName ?? null;
    if (standIn === null) return `${name} ${how}`;
    const told = said.map(({ values }) => String(values.name));
    const words = [`${standIn} for ${name}`, `${standIn} namens ${name}`];
    return `${words.find((each) => told.includes(each)) ?? words[0]} ${how}`;
  });
  const shown = said
    .filter(({ key }) => key.startsWith('decided.vote.'))
    .map(({ key, values }) => `${String(values.name)} ${key.slice('decided.vote.'.length)}`);
  return [{ what: 'who decided', said: shown, true: truth }];
}

/** The claims about the marks of rejected rows, when other rows passed. */
function markClaims(card: ReadCard, { rows, approval }: Pick<Asked, 'rows' | 'approval'>): Claim[] {
  const isRejected = (row: InvitationRow | undefined) =>
    approval.state === 'decided' && row?.state === 'rejected';
  const inPart = rows.some((row) => !isRejected(row));
  const mark = wording(card.language, 'decided.row rejected');
  return numbered(card).map(({ pieces }) => {
    const number = Number.parseInt(pieces[0] ?? '', 10);
    return {
      what: `that owners rejected partner ${number}`,
      said: pieces.includes(mark),
      true: inPart && isRejected(rows[number - 1]),
    };
  });
}
