import { type AlertView, alertCard } from '../../bot/cards/alert-card.ts';
import { approvalCard } from '../../bot/cards/approval-card.ts';
import {
  type ApprovalDecidedView,
  approvalDecidedCard,
} from '../../bot/cards/approval-decided-card.ts';
import {
  type ApprovalSharedView,
  approvalSharedCard,
} from '../../bot/cards/approval-shared-card.ts';
import { type DigestView, digestCard } from '../../bot/cards/digest-card.ts';
import { type EndedView, endedCard } from '../../bot/cards/ended-card.ts';
import type { Card } from '../../bot/cards/render-card.ts';
import { resultCard } from '../../bot/cards/result-card.ts';
import { reviewCard } from '../../bot/cards/review-card.ts';
import { runningCard } from '../../bot/cards/running-card.ts';
import type { Language } from '../../bot/words/say.ts';
import { answerSamples } from './answer-samples.ts';
import { approvals } from './approval-samples.ts';
import { projectSamples } from './project-samples.ts';
import { reviews } from './review-samples.ts';
import { results, runnings } from './running-samples.ts';
import type { Sample } from './sample.ts';
import { at, atlas, hostile, hostileAccess, id, none, timeZone } from './sample-facts.ts';

/** A card with one view, drawn in a language. Names are `card: sample`. */

const ended: Record<string, EndedView> = {
  discarded: { number: 1042, source: { kind: 'list' }, how: 'discarded' },
  lapsed: { number: 1042, source: { kind: 'line' }, how: 'lapsed' },
  'cancelled, hostile': {
    number: 1042,
    source: { kind: 'file', name: hostile },
    how: 'cancelled',
  },
};

const shared: ApprovalSharedView = {
  approvalId: id,
  requestNumber: 1042,
  project: 'Atlas',
  requester: 'Alex Wilber',
  count: 12,
  domains: [
    { domain: 'fabrikam.example', count: 8 },
    { domain: 'northwind.example', count: 4 },
  ],
  access: atlas,
  ownersInTeams: ['29:megan', '29:adele'],
};
const sharedApprovals: Record<string, ApprovalSharedView> = {
  twelve: shared,
  'one, no owner known': {
    ...shared,
    count: 1,
    domains: [{ domain: 'fabrikam.example', count: 1 }],
    access: none,
    ownersInTeams: [],
  },
  'a hundred owners': {
    ...shared,
    count: 2000,
    ownersInTeams: Array.from({ length: 100 }, (_, index) => `29:1${'x'.repeat(60)}${index}`),
  },
  hostile: {
    ...shared,
    project: hostile,
    requester: hostile,
    domains: [{ domain: hostile, count: 1 }],
    access: hostileAccess,
  },
};

const decided: ApprovalDecidedView = {
  requestNumber: 1042,
  project: 'Atlas',
  requester: 'Alex Wilber',
  outcome: 'decided',
  approved: 12,
  rejected: 0,
  votes: [{ name: 'Megan Bowen', approved: 12, rejected: 0 }],
  at,
  timeZone,
  seenBy: 'owners',
};
const decisions: Record<string, ApprovalDecidedView> = {
  approved: decided,
  rejected: {
    ...decided,
    approved: 0,
    rejected: 1,
    votes: [{ name: 'Megan Bowen', approved: 0, rejected: 1, comment: 'We ended the contract.' }],
  },
  'in part': {
    ...decided,
    approved: 8,
    rejected: 4,
    votes: [
      { name: 'Megan Bowen', approved: 8, rejected: 4, comment: 'Only the engineers.' },
      { name: 'Adele Vance', approved: 12, rejected: 0 },
    ],
  },
  withdrawn: { ...decided, outcome: 'withdrawn', approved: 0, votes: [] },
  'timed out': { ...decided, outcome: 'timed out', approved: 0, votes: [] },
  'seen by the channel': {
    ...decided,
    approved: 8,
    rejected: 4,
    votes: [{ name: 'Megan Bowen', approved: 8, rejected: 4, comment: 'Not Jane.' }],
    seenBy: 'channel',
  },
  hostile: {
    ...decided,
    project: hostile,
    requester: hostile,
    votes: [{ name: hostile, approved: 12, rejected: 0, comment: hostile }],
  },
};

const alert: AlertView = {
  name: 'Jane Doe',
  organisation: 'Fabrikam',
  project: 'Atlas',
  signIn: 'one-time passcode',
  access: atlas,
  complete: true,
  checked: 'there',
  again: false,
  elsewhere: false,
  maybePosted: false,
  at,
  timeZone,
};
const alerts: Record<string, AlertView> = {
  accepted: alert,
  'right to left, incomplete': {
    ...alert,
    name: '\u05d0\u05d1\u05d9 \u05db\u05d4\u05df',
    organisation: undefined,
    signIn: 'work account',
    access: none,
    complete: false,
    checked: 'unchecked',
  },
  'access repaired, sent again': { ...alert, checked: 'repaired', maybePosted: true },
  'again, by a name that is an address': {
    ...alert,
    name: 'jane.doe@fabrikam.example',
    again: true,
  },
  'invited elsewhere': { ...alert, elsewhere: true },
  'access missing': { ...alert, complete: false, checked: 'missing' },
  'faster than Entra': { ...alert, access: none, complete: false },
  'access being repaired': { ...alert, complete: false, checked: 'repairing' },
  hostile: {
    ...alert,
    name: hostile,
    organisation: hostile,
    project: hostile,
    access: hostileAccess,
  },
};

const guests = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `Partner Number ${index + 1}`,
    organisation: index % 2 === 0 ? 'Fabrikam' : undefined,
    signIn: index % 3 === 0 ? ('google' as const) : ('work account' as const),
    checked: index === 1 ? ('repairing' as const) : ('there' as const),
  }));
const digest: DigestView = {
  alertId: id,
  project: 'Atlas',
  guests: guests(3),
  accepted: 45,
  pending: 75,
  from: at,
  to: new Date(at.getTime() + 190_000),
  timeZone,
  list: 'first',
  maybePosted: false,
};
const thousands: DigestView = { ...digest, guests: guests(2000), accepted: 2100, pending: 400 };
const digests: Record<string, DigestView> = {
  three: digest,
  'one, all accepted, sent again': {
    ...digest,
    guests: guests(1),
    accepted: 4,
    pending: 0,
    maybePosted: true,
  },
  'two thousand': thousands,
  'two thousand, all': { ...thousands, list: 'all' },
  'two thousand, the last': { ...thousands, list: 'all', start: 1990 },
  'access missing': {
    ...digest,
    guests: guests(3).map((guest) => ({ ...guest, checked: 'missing' })),
  },
  hostile: {
    ...digest,
    project: hostile,
    guests: [
      { name: hostile, organisation: hostile, signIn: 'unknown', checked: 'missing' },
      {
        name: '\u0645\u062d\u0645\u062f \u0639\u0644\u064a',
        signIn: 'microsoft',
        checked: 'there',
      },
    ],
  },
};

/** Every card with every sample, for the tests and for the pictures. */
export const samples: readonly Sample[] = [
  ...drawn('review', reviews, reviewCard),
  ...drawn('running', runnings, runningCard),
  ...drawn('result', results, resultCard),
  ...drawn('ended', ended, endedCard),
  ...drawn('approval', approvals, approvalCard),
  ...drawn('approval-shared', sharedApprovals, approvalSharedCard),
  ...drawn('approval-decided', decisions, approvalDecidedCard),
  ...drawn('alert', alerts, alertCard),
  ...drawn('digest', digests, digestCard),
  ...projectSamples,
  ...answerSamples,
];

function drawn<View>(
  card: string,
  views: Readonly<Record<string, View>>,
  draw: (view: View, language: Language) => Card,
): Sample[] {
  return Object.entries(views).map(([name, view]) => ({
    name: `${card}: ${name}`,
    draw: (language) => draw(view, language),
  }));
}
