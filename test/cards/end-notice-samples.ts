import { type EndNoticeView, endNoticeCard } from '../../bot/cards/end-notice-card.ts';
import type { Language } from '../../bot/words/say.ts';
import type { Sample } from './sample.ts';
import { hostile } from './sample-facts.ts';

const soon = {
  name: 'Jane Doe',
  address: 'jane@fabrikam.example',
  endsOn: '2026-12-14',
  accepted: true,
  lastSeen: '2026-11-20',
};
const notice: EndNoticeView = {
  noticeId: 12,
  project: 'Atlas',
  guests: [
    soon,
    { ...soon, name: 'Bob Roe', address: 'bob@fabrikam.example', accepted: false, lastSeen: null },
    { ...soon, name: 'Cleo Poe', address: 'cleo@fabrikam.example', lastSeen: undefined },
  ],
  count: 3,
  as: 'decider',
};
const notices: Record<string, EndNoticeView> = {
  'three on one day': notice,
  'for the requester': {
    ...notice,
    guests: [{ ...soon, lastSeen: null }],
    count: 1,
    as: 'requester',
  },
  'on several days': {
    ...notice,
    guests: [soon, { ...soon, name: 'Bob Roe', endsOn: '2026-12-16' }],
    count: 2,
  },
  many: {
    ...notice,
    guests: Array.from({ length: 8 }, (_, n) => ({ ...soon, name: `Partner ${n}` })),
    count: 340,
  },
  let: { ...notice, answered: { kind: 'let', name: 'Megan Bowen' } },
  hostile: {
    ...notice,
    project: hostile,
    guests: [{ ...soon, name: hostile, address: hostile, endsOn: hostile, lastSeen: hostile }],
    count: 1,
    answered: { kind: 'let', name: hostile },
  },
};

export const endNoticeSamples: readonly Sample[] = Object.entries(notices).map(([name, view]) => ({
  name: `end-notice: ${name}`,
  draw: (language: Language) => endNoticeCard(view, language),
}));
