import { factsOf, type ReadCard, saidAs } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import type { State } from './read-state.ts';

const titles = ['title', 'title.revoke', 'title.keep', 'title.done'] as const;
const mostNamed = 8;

/**
 * The claims of the question whether to revoke invitations: its project, whom it names, and what was answered. The bot
 * does not redraw it when somebody accepts: then only the answer counts.
 */
export function giveUpClaims(card: ReadCard, state: State, giveUpId: number): Claim[] {
  const rows = state.asked.filter((each) => each.giveUpId === giveUpId);
  const project = state.projects.find(({ key }) => key === rows[0]?.projectKey)?.name ?? '';
  const title = titles.find((each) => saidAs(card, `give up.${each}`) !== undefined);
  const answer = rows[0]?.answer ?? null;
  const named = rows.flatMap(
    ({ invitationId }) => state.invitations.find(({ id }) => id === invitationId) ?? [],
  );
  const isSettled = named.some(
    ({ guestId, endingId }) =>
      endingId !== null || state.guests.find(({ id }) => id === guestId)?.state !== 'pending',
  );
  const shown = named.slice(0, mostNamed);
  return [
    {
      what: 'the project',
      said: asShown(factsOf(card, 'label.project')[0], project),
      true: project,
    },
    {
      what: 'what was answered',
      said: title,
      true: answer === null ? (title === 'title.done' ? title : 'title') : `title.${answer}`,
    },
    ...(answer === null && isSettled
      ? []
      : [
          {
            what: 'whose invitations',
            said: card.lines.flatMap(({ pieces }) =>
              shown.flatMap(({ address }) =>
                asShown(pieces[1], address) === address ? address : [],
              ),
            ),
            true: shown.map(({ address }) => address),
          },
        ]),
  ];
}
