import type { ReviewView } from '../../bot/cards/review-view.ts';
import { atlas, id, noEnd } from './sample-facts.ts';

/** A review with nothing wrong in it. The other samples differ from it. */
export const review: ReviewView = {
  requestId: id,
  version: 1,
  number: 1042,
  source: { kind: 'file', name: 'partners.csv' },
  counts: {
    invite: 5,
    accessOnly: 0,
    member: 0,
    restore: 0,
    problems: 0,
    undecided: 0,
    skipped: 0,
    complete: 0,
  },
  partners: {
    first: [
      { line: 2, name: 'Jane Doe', address: 'jane@fabrikam.example', plan: 'invite' },
      {
        line: 3,
        name: 'Bob Roe',
        address: 'bob@fabrikam.example',
        plan: 'access only',
        until: '2027-01-31',
        language: 'nl-NL',
      },
      {
        line: 4,
        name: 'cleo',
        address: 'cleo@fabrikam.example',
        plan: 'invite',
        cc: 'boss@fabrikam.example',
        extra: ['Atlas testers'],
        redirect: 'https://myapps.microsoft.com/',
      },
      { line: 5, name: 'Dan Moe', address: 'dan@fabrikam.example', plan: 'invite', silent: true },
      { line: 6, name: 'Eve Loe', address: 'eve@fabrikam.example', plan: 'invite' },
    ],
    total: 5,
  },
  list: 'review 1042',
  projects: [{ name: 'Atlas', count: 5, access: atlas, approval: true, ends: noEnd }],
  domains: { first: [{ name: 'fabrikam.example', count: 5 }], total: 1 },
  pendingGuests: 0,
  mail: {
    languages: [{ tag: 'en-US', count: 5 }],
    sent: 5,
    silent: 0,
    preview: {
      inviter: 'Contoso',
      primaryDomain: 'contoso.example',
    },
    places: [
      { host: 'portal.atlas.example', application: 'Atlas Portal' },
      { host: 'myapps.microsoft.com' },
    ],
  },
  problems: [],
  complete: [],
  repeated: [],
  notes: [],
  warnings: [],
  choices: {
    projects: [
      { key: 'atlas', name: 'Atlas' },
      { key: 'beacon', name: 'Beacon' },
    ],
    project: 'atlas',
    projectNeeded: false,
    languages: ['en-US', 'nl-NL', 'de-DE'],
    language: 'project',
    sendMail: true,
    until: '',
    forAll: false,
    offered: { project: true, language: true, sendMail: true, until: true },
    reason: '',
    changed: [],
  },
};
