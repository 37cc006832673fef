import type { GuestState, InvitationState } from '../../src/guests/states.ts';
import { clean } from '../words/clean.ts';
import { dayWords, requestNumber } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { applicationName, shortList } from './access-facts.ts';
import type { CardData } from './render-card.ts';

/** An invitation as its guest's card tells it. */
export type GuestInvitation = {
  project: string;
  requestId: number;
  state: InvitationState;
  /** The code of the reason for that state, where there is one. */
  because?: string | null;
  /** The requester. */
  requesterName?: string;
  confirmedAt: Date;
  /** Each piece of access that it gives, by name. */
  grants: readonly { name: string; role?: string | undefined; given: boolean }[];
  /** The last day with access, as YYYY-MM-DD. */
  endsOn?: string | undefined;
  /** The access ended with the account, which this bot removed. */
  removed?: boolean;
  /** An end took part of the access. */
  takenInPart?: boolean;
  /** The access was over, and what the bot had to take later it could not take. */
  leftLater?: boolean;
  /** An end of it came to nothing, or to a part. */
  endFailed?: boolean;
  /** An end of it came to nothing, and another one took the access since. */
  goneSince?: boolean;
  /** The invitation is over, and its end took nothing. */
  kept?: boolean;
};

type Belonging = {
  state: GuestState;
  invitations: readonly GuestInvitation[];
  watchedIn: readonly { project: string }[];
};

/** The projects and requests of the partner, a line for each: how it stands, the access, and its end. */
export function belongingWords(
  { state, invitations, watchedIn }: Belonging,
  language: Language,
): CardData[] {
  const say = speaker(language);
  const elsewhere = watchedIn.map(({ project }) => ({
    project: clean(project, 60),
    about: ` ${say('guest.elsewhere')}`,
  }));
  const here = invitations.map((invitation) => ({
    project: clean(invitation.project, 60),
    about: ` ${say('guest.invitation', {
      number: requestNumber(invitation.requestId),
      state: say(`guest.invitation.${endOf(invitation)}`),
    })} ${[accessWords(invitation, state, say), endsWords(invitation, state, language)].join(' ')}`.trimEnd(),
  }));
  return [...elsewhere, ...here];
}

/**
 * Tells a row that nobody decided on from a rejected one, a withdrawn row from a cancelled one, and access that went
 * with the account from access that stands.
 */
function endOf(invitation: GuestInvitation) {
  const { state, because, removed, takenInPart, leftLater, endFailed, goneSince, kept } =
    invitation;
  if (removed) return 'removed';
  if (leftLater) return 'left later';
  if (goneSince) return 'revoked';
  if (takenInPart) return 'taken in part';
  if (endFailed) return 'not ended';
  if (kept) return 'kept';
  if (state === 'rejected' && because === 'approval timed out') return 'timed out';
  if (state === 'cancelled' && because === 'withdrawn by requester') return 'withdrawn';
  return state;
}

/** How much of the access is given, and what. Access that is over has nothing to say here. */
function accessWords(
  { grants, state, removed, takenInPart, goneSince }: GuestInvitation,
  guest: GuestState,
  say: Say,
): string {
  if (grants.length === 0 || state === 'revoked' || state === 'expired' || removed || goneSince)
    return '';
  if (guest === 'deleted' && grants.some(({ given }) => given)) return say('guest.access gone');
  const named = (given: boolean) =>
    shortList(grants.filter((grant) => grant.given === given).map(applicationName), say);
  const given = grants.filter((grant) => grant.given).length;
  return [
    say('guest.access', { given, grants: grants.length, names: named(true) }),
    ...(given < grants.length
      ? [
          say(takenInPart === true ? 'guest.access taken' : 'guest.access missing', {
            names: named(false),
          }),
        ]
      : []),
  ].join(' ');
}

const withoutAccess: readonly InvitationState[] = [
  'skipped',
  'rejected',
  'cancelled',
  'failed',
  'revoked',
  'expired',
];

/** When the access ends. Access that is over, never was, or went with the account has no end to come. */
function endsWords(
  { endsOn, state, removed }: GuestInvitation,
  guest: GuestState,
  language: Language,
): string {
  const isOver = removed === true || guest === 'deleted' || withoutAccess.includes(state);
  if (endsOn === undefined || isOver) return '';
  return speaker(language)('guest.ends', { day: dayWords(endsOn, language) });
}
