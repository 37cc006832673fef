import { approvalMovedCard } from '../../bot/cards/approval-moved-card.ts';
import { approvalReassignCard } from '../../bot/cards/approval-reassign-card.ts';
import {
  type PastLine,
  pastCard,
  type WaitingLine,
  waitingCard,
} from '../../bot/cards/approvals-card.ts';
import type { Sample } from './sample.ts';
import { at, hostile, timeZone } from './sample-facts.ts';

const line: WaitingLine = {
  approvalId: 7,
  project: 'Atlas',
  requester: 'Alex Wilber',
  requestNumber: 1042,
  kind: 'invite',
  partners: 12,
  timesOutAt: at,
  cardId: 31,
};
const voter = (name: string, instead = '') => ({ name, instead });
const hostileLine = { ...line, project: hostile, requester: hostile };
const past: PastLine = {
  ...line,
  state: 'decided',
  at,
  rejected: 0,
  voters: [voter('Megan Bowen'), voter('Isaiah Langer', 'Adele Vance')],
};
const tenOf = <Line extends { requestNumber: number }>(of: Line): Line[] =>
  Array.from({ length: 10 }, (_, index) => ({ ...of, requestNumber: 1042 + index }));

const reassigned = { approvalId: 7, version: 1, requestNumber: 1042 };
const candidates = [
  { personId: 'a1', name: 'Megan Bowen' },
  { personId: 'a2', name: 'Adele Vance' },
];

/** The approvals that wait for an owner, the approvals that are over, and the card in place of a copy. */
export const approvalsSamples: readonly Sample[] = [
  {
    name: 'approvals: none',
    draw: (language) => waitingCard({ approvals: [], from: 1, count: 0, timeZone }, language),
  },
  {
    name: 'approvals: three, one opened',
    draw: (language) =>
      waitingCard(
        {
          approvals: [
            line,
            { ...line, approvalId: 8, partners: 1, timesOutAt: null, kind: 'extend', cardId: 0 },
            { ...line, approvalId: 9, project: 'Beacon', partners: 2000 },
          ],
          from: 1,
          count: 3,
          opened: 9,
          timeZone,
        },
        language,
      ),
  },
  {
    name: 'approvals: the second page of two hundred, hostile',
    draw: (language) =>
      waitingCard(
        { approvals: tenOf(hostileLine), from: 11, count: 200, opened: 7, timeZone },
        language,
      ),
  },
  {
    name: 'approvals: a reminder',
    draw: (language) =>
      waitingCard(
        { approvals: [line, line], from: 1, count: 2, why: 'reminder', timeZone },
        language,
      ),
  },
  {
    name: 'approvals: back again',
    draw: (language) =>
      waitingCard(
        { approvals: [line, line], from: 1, count: 2, why: 'returned', timeZone },
        language,
      ),
  },
  {
    name: 'approvals: four',
    draw: (language) =>
      waitingCard(
        {
          approvals: tenOf(line)
            .slice(0, 4)
            .map((each, index) => ({ ...each, approvalId: index })),
          from: 1,
          count: 4,
          timeZone,
        },
        language,
      ),
  },
  {
    name: 'approvals: none over',
    draw: (language) => pastCard({ approvals: [], from: 1, count: 0, timeZone }, language),
  },
  {
    name: 'approvals: every outcome',
    draw: (language) =>
      pastCard(
        {
          approvals: [
            past,
            { ...past, rejected: 12, voters: [voter('Megan Bowen')] },
            { ...past, rejected: 5 },
            { ...past, state: 'timed out', rejected: 12, voters: [] },
            { ...past, state: 'withdrawn', voters: [] },
          ],
          from: 1,
          count: 5,
          timeZone,
        },
        language,
      ),
  },
  {
    name: 'approvals: over, hostile',
    draw: (language) =>
      pastCard(
        {
          approvals: tenOf({
            ...past,
            project: hostile,
            requester: hostile,
            voters: Array.from({ length: 9 }, () => voter(hostile, hostile)),
          }),
          from: 1,
          count: 200,
          timeZone,
        },
        language,
      ),
  },
  {
    name: 'approval-reassign: two owners',
    draw: (language) =>
      approvalReassignCard(
        { ...reassigned, project: 'Atlas', requester: 'Alex Wilber', candidates },
        language,
      ),
  },
  {
    name: 'approval-reassign: hostile',
    draw: (language) =>
      approvalReassignCard(
        {
          ...reassigned,
          project: hostile,
          requester: hostile,
          candidates: Array.from({ length: 60 }, () => ({ personId: 'a1', name: hostile })),
        },
        language,
      ),
  },
  {
    name: 'approval-moved: plain',
    draw: (language) =>
      approvalMovedCard(
        { requestNumber: 1042, project: 'Atlas', requester: 'Alex Wilber' },
        language,
      ),
  },
  {
    name: 'approval-moved: hostile',
    draw: (language) =>
      approvalMovedCard({ requestNumber: 1042, project: hostile, requester: hostile }, language),
  },
];
