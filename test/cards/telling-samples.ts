import { settingsCard } from '../../bot/cards/settings-card.ts';
import { drawNotice } from '../../bot/drawing/draw-notice.ts';
import type { Language } from '../../bot/words/say.ts';
import { lineSettings } from '../../src/guests/times/news-times.ts';
import type { Sample } from './sample.ts';
import { hostile } from './sample-facts.ts';

const decision = { name: 'Megan Bowen', project: 'Atlas', number: '1042', rejected: 0, reason: '' };
const decisions = [
  { code: 'owners decided', values: { number: '1042', count: 24, approved: 120, rejected: 13 } },
  {
    code: 'owner rejected',
    values: { ...decision, approved: 0, rejected: 13, reason: 'Their contract has ended' },
  },
  ...Array.from({ length: 9 }, (_, n) => ({
    code: 'owner approved',
    values: { ...decision, project: `Project ${n + 1}`, approved: n + 1, comment: 'no' },
  })),
];
const accepted = [
  { code: 'partners accepted', values: { number: '1042', count: 3, name: 'Jane Doe' } },
  { code: 'partners accepted', values: { number: '1050', count: 2, name: 'Joe Doe' } },
];
const hostileDecision = {
  code: 'owner rejected',
  values: { ...decision, name: hostile, project: hostile, reason: hostile },
};

const asked = { requester: 'Alex Wilber', project: 'Atlas', number: '1042', kind: 'invite' };
const inChannel = {
  'approval asked for': { code: 'asked in channel', values: { ...asked, count: 25 } },
  'extension asked for': {
    code: 'asked in channel',
    values: { ...asked, kind: 'extend', count: 1 },
  },
  'approval decided': {
    code: 'decided in channel',
    values: { ...asked, count: 25, approved: 24, rejected: 1 },
  },
  'approval not decided': { code: 'not decided in channel', values: { ...asked, count: 25 } },
  'approval asked for, hostile': {
    code: 'asked in channel',
    values: { ...asked, requester: hostile, project: hostile, count: 2 },
  },
};

/** Messages to people about their requests, and their settings for these. */
export const tellingSamples: readonly Sample[] = [
  ...lineSettings.map((lines) => ({
    name: `settings: ${lines}`,
    draw: (language: Language) => settingsCard({ lines, saved: lines === 'daily' }, language),
  })),
  ...Object.entries(inChannel).map(([name, reason]) => ({
    name: `notice: ${name}`,
    draw: (language: Language) => drawNotice({ reason }, language, { isPersonal: true }),
  })),
  {
    name: 'notice: twenty-four decisions',
    draw: (language) =>
      drawNotice({ listed: decisions, unlisted: 14 }, language, { isPersonal: true }),
  },
  {
    name: 'notice: several accepted, in a day',
    draw: (language) =>
      drawNotice({ listed: accepted, unlisted: 0, daily: 5 }, language, { isPersonal: true }),
  },
  {
    name: 'notice: several, hostile',
    draw: (language) =>
      drawNotice(
        { listed: Array.from({ length: 12 }, () => hostileDecision), unlisted: 9 },
        language,
      ),
  },
];
