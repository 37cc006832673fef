import { type GuestView, guestCard } from '../../bot/cards/guest-card.ts';
import { guestEvents } from '../../bot/cards/guest-events.ts';
import { type PendingView, pendingCard } from '../../bot/cards/pending-card.ts';
import type { Sample } from './sample.ts';
import { at, hostile, id, timeZone } from './sample-facts.ts';

const partner = {
  name: 'Jane Doe',
  address: 'jane@fabrikam.example',
  project: 'Atlas',
  requestId: 1042,
  since: at,
};
const hostilePartner = { ...partner, name: hostile, address: hostile, project: hostile };
const pendings: Record<
  string,
  Omit<PendingView, 'count' | 'from'> & { from?: number; count?: number }
> = {
  none: { partners: [], timeZone },
  one: { partners: [partner], timeZone },
  'right to left': {
    partners: [{ ...partner, name: '\u0645\u062d\u0645\u062f \u0639\u0644\u064a' }],
    timeZone,
  },
  'the second page of two thousand': {
    partners: Array.from({ length: 20 }, () => partner),
    projectKey: 'atlas',
    mayMailAll: true,
    from: 21,
    count: 2000,
    timeZone,
  },
  hostile: { partners: [hostilePartner], timeZone },
};

const invitation = {
  project: 'Atlas',
  requestId: 1042,
  state: 'complete',
  confirmedAt: at,
  grants: [
    { name: 'Atlas partners', given: true },
    { name: 'Atlas Portal', role: 'Reader', given: true },
  ],
} as const;
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
const happened = (
  minutes: number,
  event: GuestView['events'][number]['event'],
  name = '',
): GuestView['events'][number] => ({
  at: later(minutes),
  event,
  number: 1042,
  name,
});
export const guest: GuestView = {
  guestId: id,
  name: 'Jane Doe',
  address: 'jane@fabrikam.example',
  state: 'accepted',
  organisation: 'Fabrikam',
  signIn: 'one-time passcode',
  sponsors: ['Alex Wilber', 'Atlas owners'],
  invitations: [
    invitation,
    { ...invitation, project: 'Beacon', requestId: 1050, grants: [], endsOn: '2026-11-30' },
  ],
  events: [
    happened(1, 'approved', 'Megan Bowen'),
    happened(2, 'invited'),
    happened(3, 'access given'),
    happened(60, 'guest accepted'),
    happened(61, 'access repaired'),
  ],
  watchedIn: [],
  timeZone,
};
const guests: Record<string, GuestView> = {
  accepted: guest,
  'access incomplete': {
    ...guest,
    invitations: [
      {
        ...invitation,
        state: 'partly',
        grants: [...invitation.grants, { name: 'PROJECT_ESSENTIALS', given: false }],
      },
    ],
  },
  'pending, nothing else known': {
    ...guest,
    state: 'pending',
    organisation: undefined,
    signIn: undefined,
    sponsors: [],
    events: [],
  },
  'right to left, deleted': {
    ...guest,
    name: '\u05d0\u05d1\u05d9 \u05db\u05d4\u05df',
    state: 'deleted',
  },
  'invited, and no account came': {
    ...guest,
    state: 'deleted',
    invitations: guest.invitations.map((each) => ({
      ...each,
      state: 'unknown',
      because: 'account not shown',
      grants: each.grants.map((grant) => ({ ...grant, given: false })),
    })),
    events: [],
  },
  'called otherwise in Entra, everything happened': {
    ...guest,
    offered: { name: 'jane.doe@fabrikam.example', version: 2 },
    events: guestEvents.map((event, minute) => happened(minute, event, 'Megan Bowen')),
  },
  'invited elsewhere': {
    ...guest,
    invitations: [],
    watchedIn: [{ project: 'Atlas', seenAt: at }],
    events: [happened(60, 'guest accepted')],
  },
  'invited elsewhere, found nobody knows when': {
    ...guest,
    invitations: [],
    watchedIn: [{ project: 'Atlas', seenAt: undefined }],
    events: [],
  },
  "with the button for Entra's log": { ...guest, entraLog: 'offered' },
  "with Entra's log": {
    ...guest,
    entraLog: [
      { at: later(63), activity: 'Add member to group', by: 'Guestlist', failed: false },
      { at: later(60), activity: 'Redeem external user invite', by: 'Jane Doe', failed: false },
      { at: later(2), activity: 'Invite external user', by: undefined, failed: true },
    ],
  },
  "with many invitations, all events and Entra's whole log": {
    ...guest,
    invitations: Array.from({ length: 40 }, () => invitation),
    events: guestEvents.map((event, minute) => happened(minute, event, 'Megan Bowen')),
    entraLog: Array.from({ length: 20 }, (_, minute) => ({
      at: later(minute),
      activity: 'Redeem external user invite',
      by: 'Megan Bowen-Schwarzenberger',
      failed: false,
    })),
  },
  "without anything in Entra's log": { ...guest, entraLog: [] },
  "without the right to read Entra's log": { ...guest, entraLog: 'not readable' },
  "without an answer about Entra's log": { ...guest, entraLog: 'no answer' },
  "where Graph refuses Entra's log": { ...guest, entraLog: 'refused' },
  'many invitations': { ...guest, invitations: Array.from({ length: 40 }, () => invitation) },
  hostile: {
    ...guest,
    name: hostile,
    address: hostile,
    organisation: hostile,
    invitations: [{ ...invitation, project: hostile }],
    watchedIn: [{ project: hostile, seenAt: at }],
    offered: { name: hostile, version: 1 },
    events: [happened(1, 'approved', hostile)],
    entraLog: [{ at, activity: hostile, by: hostile, failed: false }],
  },
};

/** The answers to the commands about partners. */
export const partnerSamples: readonly Sample[] = [
  ...Object.entries(pendings).map(([name, view]) => ({
    name: `pending: ${name}`,
    draw: (language: Parameters<typeof pendingCard>[1]) =>
      pendingCard({ from: 1, count: view.partners.length, ...view }, language),
  })),
  ...Object.entries(guests).map(([name, view]) => ({
    name: `guest: ${name}`,
    draw: (language: Parameters<typeof guestCard>[1]) => guestCard(view, language),
  })),
];
