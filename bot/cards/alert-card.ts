import template from '../../cards/alert.json' with { type: 'json' };
import type { SignInKind } from '../../src/guests/sign-in.ts';
import { channelName } from '../words/channel-name.ts';
import { clean } from '../words/clean.ts';
import { moment } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { type AccessNames, accessFacts, fact, isEmpty } from './access-facts.ts';
import { type Card, renderCard } from './render-card.ts';

/** How a guest signed in, as far as Entra tells. */
export type SignIn = SignInKind | 'unknown';

export type AlertView = {
  /** The partner's display name; never the address. */
  name: string;
  /** Company or domain. */
  organisation?: string | undefined;
  project: string;
  /** The name of the person who asked for the invitation. Absent where nobody did, or nobody knows any more. */
  requester?: string | undefined;
  /** Teams' id of the requester, where the channel's team has them. */
  requesterInTeams?: string | undefined;
  signIn: SignIn;
  /** True where somebody invited the partner without Guestlist. */
  elsewhere: boolean;
  /** The access that the partner has now. */
  access: AccessNames;
  /** True where the partner has everything that the project gives. */
  complete: boolean;
  /** The result of the check of the access after the redemption. */
  checked: 'unchecked' | 'there' | 'repairing' | 'repaired' | 'missing';
  /** True for an invitation that was reset and accepted again. */
  again: boolean;
  /** True where an earlier send of this message may have arrived. */
  maybePosted: boolean;
  at: Date;
  timeZone: string;
};

/** One partner has accepted, for the project's channel. */
export function alertCard(view: AlertView, language: Language): Card {
  const say = speaker(language);
  const organisation = clean(view.organisation ?? '', 80);
  const requester = clean(view.requester ?? '', 60);
  const askedBy = requester === '' ? [] : [fact(say, say('label.asked by'), requester)];
  const mention = mentionOf(requester, view.requesterInTeams);
  const data = {
    heading: say('alert.heading'),
    name: channelName(view.name),
    hasOrganisation: organisation !== '',
    organisation: ` (${organisation})`,
    accepted: say(view.again ? 'alert.accepted again' : 'alert.accepted'),
    facts: [
      fact(say, say('label.project'), clean(view.project)),
      ...(mention === undefined ? askedBy : []),
    ],
    isMentioned: mention !== undefined,
    mention: `${say('label', { label: say('label.asked by') })}${mention?.text ?? ''}`,
    more: [
      fact(say, say('label.signed in'), say(`sign-in.${view.signIn}`)),
      ...(view.elsewhere
        ? [fact(say, say('label.invited'), say('alert.elsewhere'))]
        : givenFacts(view, say)),
      fact(say, say('label.when'), moment(view.at, view.timeZone, language)),
    ],
    weight: amiss(view) ? 'Bolder' : 'Default',
    isChecked: view.checked !== 'unchecked' && !isComing(view) && !view.elsewhere,
    checked: say(`alert.access.${view.checked}`),
    isIncomplete: isComing(view),
    incomplete: say('alert.incomplete'),
    maybePosted: view.maybePosted,
    again: say('alert.again'),
  };
  const summary = say('alert.summary', { name: channelName(view.name), project: view.project });
  const drawn = renderCard(template, data, marked(summary, view.maybePosted, say));
  if (mention === undefined) return drawn;
  return { ...drawn, card: { ...drawn.card, msteams: { entities: [mention] } } };
}

/** `Alex Wilber`, `Wilber, Alex (IT)`: nothing that Markdown reads. */
const plainName = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} .,'’()/-]*$/u;
/** Clients make a link of `fabrikam.example`. */
const domainLike = /\p{L}\.\p{L}/u;

/**
 * Teams makes a mention of `<at>…</at>` only in a TextBlock, which reads Markdown too. A name with signs of either
 * stands as plain text instead.
 */
function mentionOf(name: string, id: string | undefined) {
  const isPlain = plainName.test(name) && !domainLike.test(name);
  if (id === undefined || !isPlain) return undefined;
  return { type: 'mention', text: `<at>${name}</at>`, mentioned: { id, name } };
}

/** The words stand out where somebody must mend the access. */
const amiss = (view: AlertView) => view.checked === 'missing' || isComing(view);

/** A partner may be faster than Entra: some access is there, and the rest is not given yet. */
const isComing = ({ checked, complete }: AlertView) =>
  !complete && (checked === 'unchecked' || checked === 'there');

/** Nothing given yet is not the same as a project without access. */
const givenFacts = (view: AlertView, say: Say) =>
  isComing(view) && isEmpty(view.access) ? [] : accessFacts(view.access, say);

/** The summary of a message. It says so if the message may be there twice. */
export const marked = (summary: string, maybePosted: boolean, say: Say) =>
  maybePosted ? say('alert.summary.again', { summary }) : summary;
