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
  const outcome = said.find(
    ({ key }) => key === 'decided.undone' || !/request|vote|undo|row/.test(key),
  );
  const undone = undoneIn(state, rows);
  return [
    {
      what: 'the decision',
      said: outcome && { ...outcome.values, key: outcome.key },
      true: outcomeOf(asked, { rejected, total: rows.length, undone: undone.length }),
    },
    ...voterClaims(state, approval, said),
    ...undoneClaims(state, undone, said),
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
      : [...partnerClaims(card, rows), ...markClaims(card, { rows, approval, undone })]),
  ];
}

function outcomeOf(
  { approval: { state }, request }: Asked,
  { rejected, total, undone }: { rejected: number; total: number; undone: number },
) {
  if (state === 'withdrawn' && request.kind === 'extend' && request.cancelledAt === null)
    return { key: 'decided.over' };
  if (state !== 'decided') return { key: `decided.${state}` };
  if (undone > 0 && undone === total - rejected) return { key: 'decided.undone', count: undone };
  if (rejected === 0) return { key: 'decided.approved', count: total };
  if (rejected === total) return { key: 'decided.rejected', count: total };
  return { key: 'decided.some', approved: total - rejected, total };
}

/** The rows whose approval somebody undid, each with the row that ended it. */
function undoneIn(state: State, rows: readonly InvitationRow[]) {
  return rows.flatMap((row) => {
    const ending = state.invitations.find(
      ({ id, kind, cause, about }) =>
        kind === 'end' &&
        cause === 'undone' &&
        (row.overAt === null
          ? row.state === 'cancelled' && row.reason?.code === 'not begun' && about.includes(row.id)
          : id === row.endingId),
    );
    return ending === undefined ? [] : [{ row, ending }];
  });
}

/** The claims about who undid the approval, of how many partners, and in which request. */
function undoneClaims(
  state: State,
  undone: ReturnType<typeof undoneIn>,
  said: readonly Said[],
): Claim[] {
  const requests = Map.groupBy(undone, ({ ending }) => ending.requestId);
  const truth = [...requests].map(([number, { length }]) => {
    const by = state.requests.find(({ id }) => id === number)?.requesterName;
    return `${by} ${length} #${number}`;
  });
  const told = said
    .filter(({ key }) => key === 'decided.undone by')
    .map(({ values: { who, count, number } }) => `${who} ${count} #${number}`);
  return [{ what: 'what was undone', said: told.toSorted(), true: truth.toSorted() }];
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

/** The claims about the marks of rejected and of undone rows, when it does not hold for all. */
function markClaims(
  card: ReadCard,
  {
    rows,
    approval,
    undone,
  }: Pick<Asked, 'rows' | 'approval'> & { undone: ReturnType<typeof undoneIn> },
): Claim[] {
  const isRejected = (row: InvitationRow | undefined) =>
    approval.state === 'decided' && row?.state === 'rejected';
  const isUndone = (row: InvitationRow | undefined) =>
    undone.some((each) => each.row.id === row?.id);
  const passed = rows.filter((row) => !isRejected(row)).length;
  const marks = {
    rejected: wording(card.language, 'decided.row rejected'),
    undone: wording(card.language, 'decided.row undone'),
  };
  return numbered(card).flatMap(({ pieces }) => {
    const number = Number.parseInt(pieces[0] ?? '', 10);
    const row = rows[number - 1];
    return [
      {
        what: `that owners rejected partner ${number}`,
        said: pieces.includes(marks.rejected),
        true: passed > 0 && isRejected(row),
      },
      {
        what: `that the approval of partner ${number} was undone`,
        said: pieces.includes(marks.undone),
        true: undone.length < passed && isUndone(row),
      },
    ];
  });
}
