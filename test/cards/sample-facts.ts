import type { AccessNames } from '../../bot/cards/access-facts.ts';
import type { AccessEnds } from '../../bot/cards/end-fact.ts';
import type { EndingGuest } from '../../bot/cards/ending-review-view.ts';
import type { Reason } from '../../src/guests/reason.ts';

/** People's words with every kind of text that must stay text. */
export const hostile = [
  '\u202eexe\u202c\r\n\u2028\u0024{id}', // first, because cards cut long text
  '[win](https://evil.example)',
  '{{DATE(2026-11-21T09:00:00Z)}}', // Microsoft's renderers would replace it
  '<at>Everyone</at> **bold** <script>',
  '{project} {count, plural, other {#}}',
  '"}],"x":[{"type":"Action.OpenUrl"',
].join(' ');

export const id = 1042;
export const timeZone = 'Europe/Amsterdam';
export const at = new Date('2026-11-21T13:05:00Z');
export const none: AccessNames = { groups: [], applications: [], licences: [] };
export const atlas: AccessNames = {
  groups: ['Atlas partners'],
  applications: [{ name: 'Atlas Portal', role: 'Reader' }],
  licences: ['PROJECT_ESSENTIALS'],
};
export const hostileAccess: AccessNames = {
  groups: [hostile],
  applications: [{ name: hostile, role: hostile }],
  licences: [hostile],
};

/** No row names an end, and the project has none. */
export const noEnd: AccessEnds = { days: [], without: 5 };
/** Some rows name an end, others end by the project's rule. */
export const mixedEnds: AccessEnds = {
  days: [
    { day: '2027-01-31', count: 2 },
    { day: '2027-06-30', count: 1 },
  ],
  without: 2,
  afterDays: 180,
};

export const faults: Reason[] = [
  { code: 'address malformed', values: { address: 'jane@' } },
  { code: 'own domain', values: { domain: 'contoso.example' } },
  { code: 'duplicate', values: { line: 4 } },
  { code: 'project unknown', values: { project: 'atlsa', nearest: 'atlas' } },
  { code: 'project unknown', values: { project: 'zzz', nearest: '' } },
  { code: 'group unwritable', values: { name: 'All staff', why: 'dynamic' } },
  { code: 'too many fields', values: { expected: 3, found: 4 } },
];
export const hostileReason: Reason = {
  code: 'rejected by owner',
  values: { name: hostile, reason: hostile },
};

export const problems = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    line: index + 3,
    address: index % 3 === 2 ? undefined : `partner${index}@fabrikam.example`,
    reasons: [faults[index % faults.length] ?? hostileReason],
  }));

/** A review of ends that ends nothing. */
export const noTotals = {
  guests: 0,
  losing: 0,
  takes: 0,
  stays: 0,
  blocked: 0,
  removed: 0,
  deleted: 0,
  earlier: 0,
  again: 0,
};

/** A guest who loses all that a project gave. */
export const losesAll: EndingGuest = {
  name: 'Jane Doe',
  address: 'jane@fabrikam.example',
  takes: ['Atlas partners', 'Atlas Portal (Reader)'],
  stays: [],
  account: { fate: 'keep', why: { code: 'account kept by rule' } },
  projects: [],
  unblocks: false,
};
