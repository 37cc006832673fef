import { noticeCard, noticeCodes } from '../../bot/cards/notice-card.ts';
import { type RequestLine, statusListCard } from '../../bot/cards/status-list-card.ts';
import { statusOneCard } from '../../bot/cards/status-one-card.ts';
import type { Language } from '../../bot/words/say.ts';
import type { StoryEvent } from '../../bot/words/story-words.ts';
import { helloSamples } from './hello-samples.ts';
import { partnerSamples } from './partner-samples.ts';
import type { Sample } from './sample.ts';
import { at, faults, hostile, hostileReason, timeZone } from './sample-facts.ts';
import { tellingSamples } from './telling-samples.ts';

const line: RequestLine = {
  number: 1042,
  source: { kind: 'file', name: 'partners.csv' },
  state: 'confirmed',
  done: 45,
  total: 120,
  waiting: 0,
  createdAt: at,
};
const requests: RequestLine[] = [
  line,
  { ...line, number: 1041, waiting: 3 },
  { ...line, number: 1040, flag: 'held' },
  { ...line, number: 1039, state: 'draft', source: { kind: 'list' } },
  { ...line, number: 1038, state: 'done', done: 119 },
  { ...line, number: 1037, state: 'done', flag: 'cancelled' },
  { ...line, number: 1036, state: 'discarded', source: { kind: 'line' } },
  { ...line, number: 1035, state: 'lapsed' },
];

const atlas = { at, project: 'Atlas' };
const alex = { at, who: 'Alex Wilber' };
const megan = { ...atlas, who: 'Megan Bowen' };
/** Each thing that can happen, whether or not all of it can happen to one request. */
const story: StoryEvent[] = [
  { ...alex, what: 'made' },
  { ...alex, what: 'confirmed' },
  { ...atlas, what: 'passed', count: 2 },
  { ...atlas, what: 'asked', people: ['Megan Bowen', 'Adele Vance'] },
  { ...atlas, what: 'asked in channel' },
  { ...atlas, what: 'escalated' },
  { ...megan, what: 'voted', approved: 3, rejected: 0 },
  { ...megan, what: 'voted', approved: 2, rejected: 1, reason: 'Two works elsewhere' },
  { ...megan, what: 'voted', approved: 0, rejected: 3, reason: 'Their contract has ended' },
  { ...atlas, what: 'decided' },
  { ...atlas, what: 'invited', count: 2 },
  { ...atlas, what: 'access given', count: 3 },
  { ...atlas, what: 'not worked', count: 1 },
  { ...atlas, what: 'withdrawn' },
  { ...atlas, what: 'timed out', count: 4 },
  { ...alex, what: 'discarded' },
  { ...alex, what: 'cancelled' },
  { ...alex, what: 'retried' },
  { at, what: 'lapsed' },
  { at, what: 'done' },
];

// What any notice may name, so that each can be drawn without knowing which of them it does.
const noticed = {
  nearest: 'atlas',
  example: 'atlas',
  most: 19,
  project: 'atlsa',
  total: 12,
  count: 3,
  name: 'partners-results.csv',
  number: '1042',
  correlation: '7f3c0c7e',
  field: 'project',
};
const hostileNotice = Object.fromEntries(
  Object.keys(noticed).map((name) => [
    name,
    ['total', 'most', 'count'].includes(name) ? 3 : hostile,
  ]),
);

/** The short answers: help, welcome, status and every notice. */
export const answerSamples: readonly Sample[] = [
  ...partnerSamples,
  ...tellingSamples,
  ...helloSamples,
  {
    name: 'status-list: none',
    draw: (language) => statusListCard({ requests: [], timeZone }, language),
  },
  {
    name: 'status-list: every state',
    draw: (language) => statusListCard({ requests, timeZone }, language),
  },
  {
    name: 'status-list: two thousand',
    draw: (language) =>
      statusListCard(
        {
          requests: Array.from({ length: 2000 }, (_, index) => ({ ...line, number: 3000 - index })),
          timeZone,
        },
        language,
      ),
  },
  {
    name: 'status-list: hostile',
    draw: (language) =>
      statusListCard(
        { requests: [{ ...line, source: { kind: 'file', name: hostile } }], timeZone },
        language,
      ),
  },
  {
    name: 'status-one: all rows',
    draw: (language) =>
      statusOneCard(
        {
          ...line,
          requester: 'Alex Wilber',
          projects: [
            { name: 'Atlas', done: 40, total: 100 },
            { name: 'Beacon', done: 5, total: 20 },
          ],
          rows: 'all',
          story,
          timeZone,
        },
        language,
      ),
  },
  {
    name: 'status-one: hostile, own projects',
    draw: (language) =>
      statusOneCard(
        {
          ...line,
          source: { kind: 'file', name: hostile },
          requester: hostile,
          projects: [{ name: hostile, done: 0, total: 1 }],
          story: [
            { at, what: 'asked', project: hostile, people: [hostile, hostile] },
            {
              at,
              what: 'voted',
              who: hostile,
              project: hostile,
              approved: 1,
              rejected: 1,
              reason: hostile,
            },
          ],
          rows: 'own projects',
          timeZone,
        },
        language,
      ),
  },
  {
    name: 'notice: list refused with its reason',
    draw: (language) =>
      noticeCard(
        {
          notice: 'list refused',
          list: { code: 'no address column', values: { nearest: 'e-mial' } },
        },
        language,
      ),
  },
  {
    name: 'notice: list too large',
    draw: (language) =>
      noticeCard(
        { notice: 'list refused', list: { code: 'too large', values: { limit: 10485760 } } },
        language,
      ),
  },
  {
    name: 'notice: list refused for two columns of addresses',
    draw: (language) =>
      noticeCard(
        {
          notice: 'list refused',
          list: {
            code: 'two address columns',
            values: { column: 'E-mail address', other: 'Buyer e-mail' },
          },
        },
        language,
      ),
  },
  {
    name: 'notice: no rows, with reasons',
    draw: (language) => noticeCard({ notice: 'no rows', reasons: faults }, language),
  },
  {
    name: 'notice: hostile',
    draw: (language) =>
      noticeCard(
        {
          notice: 'project unknown',
          values: hostileNotice,
          reasons: [hostileReason],
          notes: [{ code: 'column ignored', values: { column: hostile } }],
          list: { code: 'duplicate column', values: { column: hostile, other: hostile, line: 3 } },
          items: [hostile, 'Atlas'],
        },
        language,
      ),
  },
  ...noticeCodes.map((notice) => ({
    name: `notice: ${notice}`,
    draw: (language: Language) => noticeCard({ notice, values: noticed }, language),
  })),
];
