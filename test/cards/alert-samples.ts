import type { AlertView } from '../../bot/cards/alert-card.ts';
import type { DigestView } from '../../bot/cards/alert-digest-card.ts';
import { at, atlas, hostile, hostileAccess, id, none, timeZone } from './sample-facts.ts';

const alert: AlertView = {
  name: 'Jane Doe',
  organisation: 'Fabrikam',
  project: 'Atlas',
  requester: 'Alex Wilber',
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
export const alerts: Record<string, AlertView> = {
  accepted: alert,
  'that mentions the requester': { ...alert, requesterInTeams: '29:alex' },
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
  'invited elsewhere': { ...alert, requester: undefined, elsewhere: true },
  'access missing': { ...alert, complete: false, checked: 'missing' },
  'faster than Entra': { ...alert, access: none, complete: false },
  'access being repaired': { ...alert, complete: false, checked: 'repairing' },
  hostile: {
    ...alert,
    name: hostile,
    organisation: hostile,
    project: hostile,
    requester: hostile,
    requesterInTeams: '29:hostile',
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
export const digests: Record<string, DigestView> = {
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
