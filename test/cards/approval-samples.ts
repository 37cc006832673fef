import type { ApprovalView } from '../../bot/cards/approval-card.ts';
import { at, atlas, hostile, hostileAccess, id, noEnd, none, timeZone } from './sample-facts.ts';

const partner = (row: number) => ({
  row,
  name: row % 4 === 0 ? undefined : `Partner Number ${row}`,
  address: `partner${row}@${row % 3 === 0 ? 'northwind' : 'fabrikam'}.example`,
  plan: 'invite' as const,
});
const thousands = [
  { domain: 'northwind.example', count: 500 },
  { domain: 'fabrikam.example', count: 1500 },
];
const approval: ApprovalView = {
  approvalId: id,
  version: 1,
  requestNumber: 1042,
  project: 'Atlas',
  requester: 'Alex Wilber',
  partners: Array.from({ length: 5 }, (_, index) => partner(index + 1)),
  domains: [
    { domain: 'northwind.example', count: 1 },
    { domain: 'fabrikam.example', count: 4 },
  ],
  access: atlas,
  mail: { languages: [{ tag: 'nl-NL', count: 5 }], silent: 0 },
  places: [{ host: 'portal.atlas.example', application: 'Atlas Portal' }],
  ends: noEnd,
  rule: { approvers: 1 },
  approvedBy: [],
  mayDecide: true,
  list: 'first',
};
export const approvals: Record<string, ApprovalView> = {
  five: approval,
  one: {
    ...approval,
    partners: [
      {
        row: 1,
        name: '\u05d0\u05d1\u05d9 \u05db\u05d4\u05df',
        address: 'avi@fabrikam.example',
        plan: 'restore',
      },
    ],
    domains: [{ domain: 'fabrikam.example', count: 1 }],
    mail: { languages: [], silent: 0 },
    places: [],
    ends: { days: [{ day: '2027-01-31', count: 1 }], without: 0 },
    access: none,
  },
  'two of three, long names': {
    ...approval,
    domains: [{ domain: 'fabrikam.example', count: 3 }],
    partners: [
      {
        row: 1,
        name: 'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff Senior '.repeat(3),
        address: `${'long.'.repeat(12)}name@${'sub.'.repeat(8)}fabrikam.example`,
        plan: 'access only',
      },
      {
        row: 2,
        name: '\u0645\u062d\u0645\u062f \u0639\u0644\u064a',
        address: 'm.ali@fabrikam.example',
        plan: 'member',
      },
      { row: 3, address: 'blocked@fabrikam.example', plan: 'blocked' },
    ],
    rule: { approvers: 3 },
    approvedBy: ['Megan Bowen', 'Adele Vance'],
  },
  'rows that differ': {
    ...approval,
    mail: {
      languages: [
        { tag: 'en-US', count: 3 },
        { tag: 'de-DE', count: 1 },
      ],
      silent: 1,
    },
    places: [...approval.places, { host: 'myapps.microsoft.com' }],
    ends: { days: [{ day: '2027-01-31', count: 4 }], without: 1 },
    partners: [
      { ...partner(1), until: '2027-01-31', language: 'de-DE', cc: 'boss@fabrikam.example' },
      {
        ...partner(2),
        until: '2027-01-31',
        language: 'en-US',
        redirect: 'https://myapps.microsoft.com/',
      },
      { ...partner(3), silent: true },
    ],
  },
  'another end asked for': {
    ...approval,
    extendTo: '2027-06-30',
    timesOutAt: { at: new Date('2027-01-31T23:00:00Z'), timeZone: 'Europe/Amsterdam' },
    partners: [partner(1), { ...partner(2), over: true }],
  },
  'nobody voted yet': { ...approval, rule: { approvers: 2 } },
  'flags, reason, times': {
    ...approval,
    reason: 'They build the new port with us until the summer',
    partners: [
      { ...partner(1), flags: ['name claims', 'first of domain'], name: 'Jane Doe (verified)' },
      {
        ...partner(2),
        address: 'partner2@fabrlkam.example',
        flags: ['look-alike domain', 'first of domain'],
        alike: { domain: 'fabrlkam.example', near: 'fabrikam.example' },
      },
      { ...partner(3), flags: ['extra access'], extra: ['Beacon partners', 'Beacon Wiki'] },
    ],
    passed: 4,
    ends: { days: [], without: 3, afterDays: 180 },
    timesOutAt: { at, timeZone },
  },
  voted: {
    ...approval,
    rule: { approvers: 2 },
    approvedBy: ['Megan Bowen'],
    mayDecide: false,
    voted: true,
  },
  'two thousand, second page': {
    ...approval,
    domains: thousands,
    partners: Array.from({ length: 2000 }, (_, index) => partner(index + 1)),
    list: 'all',
    from: 31,
  },
  'twenty, to check first': {
    ...approval,
    domains: thousands,
    partners: Array.from({ length: 20 }, (_, index) => ({
      ...partner(index + 1),
      ...(index === 17 ? { name: 'Jane Doe (verified)', flags: ['name claims' as const] } : {}),
    })),
  },
  fifteen: {
    ...approval,
    partners: Array.from({ length: 15 }, (_, index) => partner(index + 1)),
  },
  'own request': { ...approval, mayDecide: false },
  'two thousand': {
    ...approval,
    partners: Array.from({ length: 2000 }, (_, index) => partner(index + 1)),
    domains: Array.from({ length: 300 }, (_, index) => ({ domain: `d${index}.example`, count: 7 })),
  },
  'two thousand, all': {
    ...approval,
    domains: thousands,
    partners: Array.from({ length: 2000 }, (_, index) => ({
      ...partner(index + 1),
      name: 'A name of sixty characters which is as long as a card shows',
      plan: 'access only' as const,
      until: '2027-01-31',
      language: 'nl-NL',
      cc: `${'long.'.repeat(12)}name@fabrikam.example`,
      redirect: `https://portal.atlas.example/${'welcome/'.repeat(20)}`,
    })),
    list: 'all',
  },
  'nothing at all': { ...approval, partners: [], domains: [], access: none },
  hostile: {
    ...approval,
    project: hostile,
    requester: hostile,
    partners: [
      {
        row: 1,
        name: hostile,
        address: hostile,
        plan: 'invite',
        flags: ['extra access'],
        extra: [hostile],
      },
    ],
    domains: [{ domain: hostile, count: 1 }],
    access: hostileAccess,
    rule: { approvers: 2 },
    reason: hostile,
    approvedBy: [hostile],
  },
};
