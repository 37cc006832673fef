import { accessClaims, accessOfAll } from './access-truth.ts';
import { factsOf, type ReadCard, saidAs } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import { decidedClaims } from './decided-truth.ts';
import { dayIn, endWords, momentAsShown, untilOf } from './end-truth.ts';
import { mailClaims } from './mail-truth.ts';
import { numberClaims } from './number-truth.ts';
import { type Asked, numbered, partnerClaims } from './partner-truth.ts';
import { wording } from './phrasebook.ts';
import type { InvitationRow, State } from './read-state.ts';

/** The claims of an approval card for an owner or a channel: the question, or its outcome. */
export function approvalClaims(card: ReadCard, state: State): Claim[] {
  const approval = state.approvals.find(({ id }) => id === card.subjectId);
  const request = state.requests.find(({ id }) => id === approval?.requestId);
  if (approval === undefined || request === undefined) return [];
  const asked = {
    approval,
    request,
    rows: state.invitations.filter(({ approvalId }) => approvalId === approval.id),
    project: state.projects.find(({ key }) => key === approval.projectKey)?.name ?? '',
  };
  if (card.moved) return movedClaims(card, state, asked);
  return [
    ...aboutClaims(card, asked),
    ...(approval.state === 'open'
      ? openClaims(card, state, asked)
      : decidedClaims(card, state, asked)),
  ];
}

/**
 * The claims of a copy that says where the live one stands: which it is, and that there is one, without buttons here.
 */
function movedClaims(card: ReadCard, { cards }: State, { approval, request }: Asked): Claim[] {
  const live = cards.filter(
    ({ kind, subjectId, moved, placeKey }) =>
      kind === 'approval' &&
      subjectId === approval.id &&
      !moved &&
      placeKey === card.reader.personId,
  );
  return [
    { what: 'that it has moved', said: saidAs(card, 'approval.moved') !== undefined, true: true },
    {
      what: 'the request',
      said: saidAs(card, 'decided.request')?.values.number,
      true: String(request.id),
    },
    { what: 'that one copy follows', said: live.length, true: 1 },
    { what: 'its buttons', said: card.buttons, true: [] },
  ];
}

function aboutClaims(card: ReadCard, { request, project, approval }: Asked): Claim[] {
  const about =
    saidAs(card, approval.state === 'open' ? 'approval.asks' : 'decided.request')?.values ?? {};
  return [
    {
      what: 'the project',
      said: asShown(factsOf(card, 'label.project')[0], project),
      true: project,
    },
    { what: 'the request', said: about.number, true: String(request.id) },
    {
      what: 'the requester',
      said: asShown(String(about.requester), request.requesterName),
      true: request.requesterName,
    },
  ];
}

function openClaims(card: ReadCard, state: State, asked: Asked): Claim[] {
  const { rows, project } = asked;
  const waits = waitingOf(rows);
  const access = accessClaims(card, accessOfAll(state, rows), project);
  if (card.reader.inChannel)
    return [
      {
        what: 'how many wait',
        said: saidAs(card, 'approval.shared.title')?.values.count,
        true: waits.length,
      },
      { what: 'that a channel reads no address', said: numbered(card).length, true: 0 },
      ...domainClaims(card, waits),
      ...access,
    ];
  const title = saidAs(card, 'approval.title.plain') ?? saidAs(card, 'approval.title.extend');
  const waiting = rows.filter(({ state: is }) => is === 'awaiting approval').length;
  return [
    { what: 'how many wait', said: title?.values.count, true: waiting },
    ...buttonClaims(card, waiting, rows.length),
    {
      what: 'what happens to the end without a decision',
      said: saidAs(card, 'approval.extend.unanswered') !== undefined,
      true: asked.request.kind === 'extend' && asked.approval.timesOutAt !== null,
    },
    ...partnerClaims(card, rows),
    ...domainClaims(card, waits),
    ...access,
    ...termClaims(card, state, { ...asked, rows: waits }),
    ...voteCountClaims(card, state, asked),
  ];
}

/** The rows that wait. All where none does any more. */
function waitingOf(rows: InvitationRow[]): InvitationRow[] {
  const waiting = rows.filter(({ state: is }) => is === 'awaiting approval');
  return waiting.length > 0 ? waiting : rows;
}

function buttonClaims(card: ReadCard, waiting: number, all: number): Claim[] {
  // The button that opens the input for the reason says "Reject" without a number, too.
  const opens = wording(card.language, 'approval.reject');
  const rejecting = card.buttons.filter((text) => waiting === 1 || text !== opens);
  return [
    ...numberClaims(card, {
      'approval.approve': waiting,
      'rows.show all': all,
      'rows.look through': all,
    }),
    ...numberClaims({ ...card, buttons: rejecting }, { 'approval.reject.all': waiting }),
  ];
}

/** The claims about the mail, the end, and the owners' time limit. */
function termClaims(card: ReadCard, state: State, { approval, request, rows }: Asked): Claim[] {
  const { language } = card;
  const project = state.projects.find(({ key }) => key === approval.projectKey);
  const days = rows.map((row) => untilOf(state, row));
  const by = approval.timesOutAt;
  const until = request.choice.until;
  return [
    ...(request.kind === 'extend'
      ? [
          {
            what: 'the new end',
            said: factsOf(card, 'ending.label.end then')[0],
            true: until === undefined ? undefined : dayIn(language, until),
          },
        ]
      : [
          ...mailClaims(card, rows),
          {
            what: 'when the access ends',
            said: factsOf(card, 'label.ends')[0],
            true: endWords(language, days, project),
          },
        ]),
    {
      what: 'by when to decide',
      ...(by === null
        ? { said: factsOf(card, 'approval.decide by')[0], true: undefined }
        : momentAsShown(card, factsOf(card, 'approval.decide by')[0], by)),
    },
  ];
}

/** The claims about the approvals so far, when the project needs more than one. */
function voteCountClaims(card: ReadCard, state: State, { approval }: Asked): Claim[] {
  const { approvers, stages } = approval.rule;
  if ((stages?.[approval.stage - 1]?.approvers ?? approvers) < 2) return [];
  const given = new Set(
    state.votes
      .filter(
        ({ approvalId, stage, yes }) =>
          yes && approvalId === approval.id && stage === approval.stage,
      )
      .map(({ ownerName }) => ownerName),
  );
  const said = saidAs(card, 'approval.votes')?.values;
  return [
    { what: 'how many owners approved', said: said?.given ?? 0, true: given.size },
    {
      what: 'which owners approved',
      said: said === undefined ? '' : String(said.names),
      true: [...given].join(', '),
    },
  ];
}

function domainClaims(card: ReadCard, rows: readonly InvitationRow[]): Claim[] {
  const counts = new Map<string, number>();
  for (const { address } of rows) {
    const domain = address.split('@')[1] ?? '';
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  if (counts.size > 6 || rows.length === 0) return [];
  const truth = [...counts].map(([domain, count]) => `${count} ${domain}`).toSorted();
  const line = factsOf(card, 'approval.domains')[0] ?? '';
  const said = line.split(', ').map((each) => {
    const [count = ''] = /\d+/.exec(each) ?? [];
    const domain = each.split(' ').at(-1) ?? '';
    const known = [...counts.keys()].find((name) => asShown(domain, name) === name);
    return `${count} ${known ?? domain}`;
  });
  return [{ what: 'the domains', said: said.toSorted(), true: truth }];
}
