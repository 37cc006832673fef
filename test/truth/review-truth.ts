import { accessClaims, accessOfAll } from './access-truth.ts';
import { countsOf, factsOf, type ReadCard, saidIn } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import { dayIn, endWords, untilOf } from './end-truth.ts';
import { mailClaims } from './mail-truth.ts';
import { numberClaims } from './number-truth.ts';
import { invitationsOf } from './outcomes.ts';
import { readAs, readSentence } from './phrasebook.ts';
import { previewClaims } from './preview-truth.ts';
import type { InvitationRow, ListRow, RequestRow, State } from './read-state.ts';

const labels = ['invite', 'undecided', 'access', 'problems'].map((each) => `review.count.${each}`);
const lacksOnlyProject = ({ problems }: ListRow) =>
  problems.length === 1 && problems[0]?.code === 'project missing';

/** The claims of a draft: partners, projects, ends and mails, and the rows that the request leaves out. */
export function reviewClaims(card: ReadCard, state: State, request: RequestRow): Claim[] {
  const rows = state.rows.filter(({ requestId }) => requestId === request.id);
  const going = invitationsOf(state, request.id);
  const undecided = rows.filter(lacksOnlyProject);
  const problems = rows.filter((row) => row.problems.length > 0 && !lacksOnlyProject(row));
  const invite = going.filter(({ plan }) => plan === 'invite').length;
  const access = going.length - invite;
  const numbers = countsOf(card, labels);
  const title = saidIn(card, 'request.title.')[0]?.key.slice(14);
  const waits = going.length === 0 ? undecided.length : 0;
  return [
    { what: 'that some row can go', said: title === 'review', true: going.length > 0 },
    { what: 'how many are invited', said: numbers['review.count.invite'] ?? 0, true: invite },
    { what: 'how many only get access', said: numbers['review.count.access'] ?? 0, true: access },
    {
      what: 'how many wait for a project',
      said: numbers['review.count.undecided'] ?? 0,
      true: waits,
    },
    {
      what: 'how many have problems',
      said: numbers['review.count.problems'] ?? 0,
      true: problems.length,
    },
    ...explainedClaims(card, going, rows),
    ...buttonClaims(card, invite, access),
    ...(going.length > 0 ? partnerClaims(card, state, going) : []),
    ...lineClaims(card, problems),
    ...projectClaims(card, state, going),
    ...(going.length > 0 ? [...mailClaims(card, going), ...previewClaims(card, state, going)] : []),
    ...numberClaims(card, {
      'rows.look through': going.length,
      'review.onlyValid': problems.length,
      'review.onlyDecided': problems.length + undecided.length,
    }),
  ];
}

/** The claims about existing guests and left-out rows. */
function explainedClaims(
  card: ReadCard,
  going: readonly InvitationRow[],
  rows: readonly ListRow[],
): Claim[] {
  const planned = (plan: string) => going.filter((each) => each.plan === plan).length;
  const skipped = (code: string) => rows.filter((row) => row.skipped?.code === code).length;
  const truths = {
    'review.guests': planned('access only'),
    'review.members': planned('member'),
    'review.restored': planned('restore'),
    'review.skipped': skipped('duplicate'),
    'review.complete': skipped('had everything'),
  };
  return Object.entries(truths).map(([key, count]) => ({
    what: `the number in ${key}`,
    said: saidIn(card, key).find((said) => said.key === key)?.values.count ?? 0,
    true: count,
  }));
}

function buttonClaims({ buttons, language }: ReadCard, invite: number, access: number): Claim[] {
  const said = buttons.flatMap((text) => readSentence(language, text, 'review.confirm.') ?? [])[0];
  const truth =
    invite + access === 0
      ? undefined
      : access === 0
        ? { count: invite }
        : invite === 0
          ? { count: access }
          : invite + access >= 1000
            ? { count: invite + access }
            : { invite, access };
  return [{ what: 'the numbers on the button', said: said?.values, true: truth }];
}

/** The claims about the first five partners, with the extras of each. */
function partnerClaims(card: ReadCard, state: State, going: readonly InvitationRow[]): Claim[] {
  const first = going.slice(0, 5);
  const lines = card.lines.filter(
    ({ pieces }) =>
      pieces.slice(0, 2).some((piece) => /^ ?\S*(@|\u2026)\S*$/.test(piece)) &&
      readAs(card.language, pieces[0]?.trim() ?? '', 'review.problem line') === undefined,
  );
  return first.flatMap((invitation, index): Claim[] => {
    const { address, displayName } = invitation;
    const pieces = lines[index]?.pieces ?? [];
    const at = pieces.findIndex((piece) => asShown(piece, address) === address);
    const until = untilOf(state, invitation);
    const details = detailsIn(card, pieces[at + 1]);
    return [
      { what: `partner ${index + 1}`, said: at >= 0 ? address : pieces.join(''), true: address },
      {
        what: `the name of ${address}`,
        said: asShown(at > 0 ? pieces[0] : '', displayName),
        true: displayName,
      },
      ...(details.cut
        ? []
        : [
            {
              what: `the last day of ${address}`,
              said: details.until,
              true: until === null ? undefined : dayIn(card.language, until),
            },
          ]),
    ];
  });
}

function detailsIn({ language }: ReadCard, piece = '') {
  const parts = piece.replace(/^ \(|\)$/g, '').split('; ');
  const until = parts.flatMap((part) => readAs(language, part, 'review.partner.until') ?? [])[0];
  return { until: until?.values.day, cut: piece.includes('\u2026') };
}

/** The claims about the lines of the first faulty rows. */
function lineClaims({ lines, language }: ReadCard, problems: readonly ListRow[]): Claim[] {
  const said = lines.flatMap(
    ({ pieces }) =>
      readAs(language, pieces[0]?.trim() ?? '', 'review.problem line')?.values.line ?? [],
  );
  return problems.slice(0, 4).map(({ line }) => ({
    what: `that line ${line} has a problem`,
    said: said.includes(String(line)),
    true: true,
  }));
}

/** The claims of each project's part of the card. */
function projectClaims(card: ReadCard, state: State, going: readonly InvitationRow[]): Claim[] {
  const parts = projectParts(card);
  const keys = [...new Set(going.flatMap(({ projectKey }) => projectKey ?? []))];
  const names = keys.map((key) => state.projects.find((each) => each.key === key)?.name ?? key);
  const shown = parts.map(({ name }) => names.find((each) => asShown(name, each) === each) ?? name);
  return [
    { what: 'how many projects are shown', said: parts.length, true: Math.min(keys.length, 2) },
    ...parts.flatMap((part, index): Claim[] => {
      const project = state.projects.find(({ name, active }) => active && name === shown[index]);
      const own = going.filter(({ projectKey }) => projectKey === project?.key);
      const days = own.map((each) => untilOf(state, each));
      return [
        { what: `how many go to ${part.name}`, said: part.count, true: own.length },
        {
          what: `that ${part.name} asks its owners`,
          said: part.asksOwners,
          true: project?.definition.approval.required,
        },
        {
          what: `when the access to ${part.name} ends`,
          said: factsOf(part.card, 'label.ends')[0],
          true: endWords(card.language, days, project),
        },
        ...accessClaims(part.card, accessOfAll(state, own), part.name),
      ];
    }),
  ];
}

/** Cuts the card into its projects' parts. Each begins with a name and a number, and ends with the approval. */
function projectParts(card: ReadCard) {
  const { lines, language } = card;
  const parts: { name: string; count: unknown; asksOwners: boolean; card: ReadCard }[] = [];
  for (const [start, { pieces }] of lines.entries()) {
    const count = readAs(language, (pieces[1] ?? '').replace(/^: /, ''), 'review.project.count');
    if (pieces.length !== 2 || count === undefined) continue;
    const rest = lines.slice(start);
    const isEnd = (text: string) => /^review\.(approval|no approval)$/.test(keyOf(card, text));
    const end = rest.findIndex(({ text }) => isEnd(text));
    parts.push({
      name: pieces[0] ?? '',
      count: count.values.count,
      asksOwners: keyOf(card, rest[end]?.text ?? '') === 'review.approval',
      card: { ...card, lines: rest.slice(0, end + 1) },
    });
  }
  return parts;
}

const keyOf = ({ language }: ReadCard, text: string): string =>
  ['review.approval', 'review.no approval'].find((key) => readAs(language, text, key)) ?? '';
