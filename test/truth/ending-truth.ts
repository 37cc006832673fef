import { factsOf, type ReadCard, saidIn } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import { dayIn } from './end-truth.ts';
import { numberClaims } from './number-truth.ts';
import { invitationsOf } from './outcomes.ts';
import { readSentence } from './phrasebook.ts';
import type { InvitationRow, RequestRow, State } from './read-state.ts';

/** The claims of a draft of an end, an extension, a removal or a restore: its guests and its effects. */
export function endingClaims(card: ReadCard, state: State, request: RequestRow): Claim[] {
  const rows = invitationsOf(state, request.id);
  // An extension that takes days away from somebody has words of its own.
  const acts = request.kind === 'extend' ? ['extend', 'move'] : [request.kind];
  const saidTitle = saidIn(card, 'ending.title.')[0]?.key;
  const isActs = acts.some((act) => saidTitle === `ending.title.${act}`);
  const title = isActs ? `ending.title.${request.kind}` : saidTitle;
  const what = saidIn(card, `ending.what.${request.kind}`)[0]?.values;
  const keys = [...new Set(rows.flatMap(({ projectKey }) => projectKey ?? []))];
  const names = keys.map((key) => state.projects.find((each) => each.key === key)?.name ?? key);
  const shown = rows.slice(0, 6);
  const button = card.buttons.flatMap((text) =>
    acts.flatMap((act) => readSentence(card.language, text, `ending.confirm.${act}`) ?? []),
  )[0];
  const losing = request.kind === 'end' ? rows.filter(loses).length : rows.length;
  const accepted: Claim = {
    what: 'how many keep the access because they have accepted',
    said: saidIn(card, 'ending.accepted')[0]?.values.count ?? 0,
    true: state.rows.filter(
      ({ requestId, skipped }) => requestId === request.id && skipped?.code === 'accepted since',
    ).length,
  };
  if (rows.length === 0)
    return [accepted, { what: 'the title', said: title, true: 'ending.title.nobody' }];
  return [
    accepted,
    { what: 'the title', said: title, true: `ending.title.${request.kind}` },
    { what: 'how many guests it is about', said: what?.count, true: losing },
    { what: 'the number on the button', said: button?.values.count, true: losing },
    ...numberClaims(card, { 'ending.count': rows.length }),
    ...(what?.project === undefined
      ? []
      : [
          {
            what: 'the projects',
            said: names.filter((name) => String(what.project).includes(name)),
            true: names,
          },
        ]),
    ...(request.kind === 'extend'
      ? [
          {
            what: 'the new end',
            said: factsOf(card, 'ending.label.end then')[0],
            true: dayIn(card.language, request.choice.until ?? ''),
          },
        ]
      : []),
    ...shown.flatMap(({ address, displayName }): Claim[] => {
      const line = card.lines.find(({ pieces }) => asShown(pieces[1], address) === address);
      return [
        { what: `that ${address} is named`, said: line !== undefined, true: true },
        {
          what: `the name of ${address}`,
          said: asShown(line?.pieces[0], displayName),
          true: displayName,
        },
      ];
    }),
  ];
}

/** An end takes something from a guest whose account is there, or knows nothing that stays. */
const loses = ({ findings }: InvitationRow): boolean =>
  findings?.deleted !== true &&
  (findings?.takes?.length !== 0 ||
    findings.stays?.length === 0 ||
    ['block', 'remove'].includes(findings.account?.fate ?? ''));
