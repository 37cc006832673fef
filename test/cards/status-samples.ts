import { type RequestLine, statusListCard } from '../../bot/cards/status-list-card.ts';
import { statusOneCard } from '../../bot/cards/status-one-card.ts';
import type { StoryEvent } from '../../bot/words/story-words.ts';
import type { Sample } from './sample.ts';
import { at, hostile, timeZone } from './sample-facts.ts';

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
  { ...line, number: 1034, state: 'draft', reviewed: true, undecided: 3, done: 0, total: 0 },
  { ...line, number: 1033, state: 'draft', reviewed: true, done: 0, total: 0 },
  { ...line, number: 1038, state: 'done', done: 119 },
  { ...line, number: 1037, state: 'done', flag: 'cancelled', over: 2 },
  { ...line, number: 1036, state: 'discarded', source: { kind: 'line' } },
  { ...line, number: 1035, state: 'lapsed' },
];

const atlas = { at, project: 'Atlas' };
const alex = { at, who: 'Alex Wilber' };
const megan = { ...atlas, who: 'Megan Bowen' };
/** Every kind of event, although one request cannot have all of them. */
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
  { ...megan, what: 'undone', count: 1, number: 1043 },
  { ...megan, what: 'ended by hand', count: 2, number: 1044 },
  { ...atlas, what: 'ended by date', who: '', count: 3, number: 1045 },
  { ...atlas, what: 'ended without effect', who: '', count: 1, number: 1046 },
  { ...atlas, what: 'withdrawn' },
  { ...atlas, what: 'timed out', count: 4 },
  { ...alex, what: 'discarded' },
  { ...alex, what: 'cancelled' },
  { ...alex, what: 'retried' },
  { at, what: 'lapsed' },
  { at, what: 'done' },
];

/** The list of a person's requests, and the page of one request. */
export const statusSamples: readonly Sample[] = [
  {
    name: 'status-list: none',
    draw: (language) =>
      statusListCard(
        { requests: [], from: 1, hasNext: false, mayInvite: true, timeZone },
        language,
      ),
  },
  {
    name: 'status-list: none, of somebody who may not invite',
    draw: (language) =>
      statusListCard(
        { requests: [], from: 1, hasNext: false, mayInvite: false, timeZone },
        language,
      ),
  },
  {
    name: 'status-list: every state',
    draw: (language) =>
      statusListCard({ requests, from: 1, hasNext: false, mayInvite: true, timeZone }, language),
  },
  {
    name: 'status-list: three',
    draw: (language) =>
      statusListCard(
        { requests: requests.slice(2, 5), from: 1, hasNext: false, mayInvite: true, timeZone },
        language,
      ),
  },
  {
    name: 'status-list: the second of many pages',
    draw: (language) =>
      statusListCard(
        {
          requests: Array.from({ length: 10 }, (_, index) => ({ ...line, number: 3000 - index })),
          from: 11,
          hasNext: true,
          mayInvite: true,
          timeZone,
        },
        language,
      ),
  },
  {
    name: 'status-list: hostile',
    draw: (language) =>
      statusListCard(
        {
          requests: [{ ...line, source: { kind: 'file', name: hostile } }],
          from: 1,
          hasNext: false,
          mayInvite: true,
          timeZone,
        },
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
            { name: 'Atlas', done: 40, total: 100, over: 7 },
            { name: 'Beacon', done: 5, total: 20 },
          ],
          rows: 'all',
          story,
          timeZone,
          mayOpen: true,
        },
        language,
      ),
  },
  {
    name: 'status-one: held, for an operator',
    draw: (language) =>
      statusOneCard(
        {
          ...line,
          flag: 'held',
          requester: 'Alex Wilber',
          projects: [{ name: 'Atlas', done: 40, total: 100 }],
          rows: 'all',
          timeZone,
          version: 1,
          mayCancel: { kind: 'invite', untouched: false },
          mayResume: true,
          undo: [
            { approvalId: 1, project: 'Atlas', until: at },
            { approvalId: 2, project: 'Beacon', until: at },
          ],
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
          undo: [{ approvalId: 1, project: hostile, until: at }],
          timeZone,
        },
        language,
      ),
  },
];
