import { factsOf, type ReadCard } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import { type Language, readAs, sayIn, wording } from './phrasebook.ts';
import type { InvitationRow, State } from './read-state.ts';

const myApps = ['myapps.microsoft.com', 'myapplications.microsoft.com'];
/** A card names so many places. */
const mostPlaces = 3;

/** The claims about Microsoft's mail as a review shows it: its sender, its words, its button, and where that leads. */
export function previewClaims(
  card: ReadCard,
  { graph }: State,
  going: readonly InvitationRow[],
): Claim[] {
  const invited = going.filter(({ plan }) => plan === 'invite');
  const sent = invited.filter(({ sendMail }) => sendMail);
  const text = factsOf(card, 'review.mail.preview')[0];
  if (sent.length === 0) {
    return [
      { what: 'a preview of no mail', said: text, true: undefined },
      ...(invited.length > 0 ? placeClaims(card, factsOf(card, 'label.lands')[0], invited) : []),
    ];
  }
  // The first review without Graph's answer knows no domain.
  if (text === undefined) return [];
  const { name: inviter, primaryDomain: domain } = graph.tenant;
  const own = quotedIn(sent);
  const language = own ?? card.language;
  const how = own === undefined ? 'review.mail.as translated' : 'review.mail.as shown';
  const said = readAs(card.language, text, how)?.values ?? {};
  return [
    { what: 'the domain that sends the mail', said: said.domain, true: domain },
    {
      what: 'the subject of the mail',
      said: said.words,
      true: sayIn(language, 'review.mail.subject', { inviter, domain }),
    },
    {
      what: 'the button in the mail',
      said: said.accept,
      true: wording(language, 'review.mail.accept'),
    },
    ...placeClaims(card, String(said.places), invited),
  ];
}

/** The mails' own language where all have one that the bot speaks. */
function quotedIn(sent: readonly InvitationRow[]): Language | undefined {
  const tags = sent.map(({ language }) => (language ?? 'en-US').toLowerCase().split('-')[0]);
  const [only = '', ...others] = new Set(tags);
  return others.length === 0 && (only === 'en' || only === 'nl') ? only : undefined;
}

/** The claims about the hosts on which partners land. */
function placeClaims(
  { language }: ReadCard,
  text: string | undefined,
  invited: readonly InvitationRow[],
): Claim[] {
  const own = wording(language, 'review.mail.my apps');
  const hosts = invited.flatMap(({ redirectUrl }) => URL.parse(redirectUrl)?.host ?? []);
  const truth = [...new Set(hosts.map((host) => (myApps.includes(host) ? own : host)))].toSorted();
  if (truth.length > mostPlaces) return [];
  const said = (text ?? '').split(', ').map((each) => / \(([^()]+)\)$/.exec(each)?.[1] ?? each);
  return [
    {
      what: 'where the partners land',
      said: said
        .map((each) => truth.find((host) => asShown(each, host) === host) ?? each)
        .toSorted(),
      true: truth,
    },
  ];
}
