import type { ResultView } from '../../bot/cards/result-card.ts';
import type { RunningView } from '../../bot/cards/running-card.ts';
import { heldByHandReason } from '../../src/guests/held-by-hand.ts';
import { at, hostile, hostileReason, id, problems, timeZone } from './sample-facts.ts';

export const running: RunningView = {
  requestId: id,
  version: 1,
  number: 1042,
  kind: 'invite',
  source: { kind: 'file', name: 'partners.csv' },
  counts: { complete: 45, working: 30, approved: 25, 'awaiting approval': 20 },
  approvals: [
    { project: 'Atlas', count: 20, asked: 'owners', owners: ['Megan Bowen', 'Adele Vance'] },
  ],
  waiting: { replication: 0, looking: 0, again: 0, pace: 0, pausedUntil: null },
  onTrial: false,
  cancelling: false,
  timeZone,
};
const { waiting } = running;
const holder = { personId: 'b0000000-0000-4000-8000-000000000001', name: 'Alex Wilber' };
export const runnings: Record<string, RunningView> = {
  'at work': running,
  begun: { ...running, counts: { approved: 1 }, approvals: [] },
  'waits for approval': {
    ...running,
    counts: { 'awaiting approval': 3 },
    // The first ten rows begin at the approval.
    onTrial: true,
    approvals: [
      { project: 'Atlas', count: 1, asked: 'channel', owners: [] },
      { project: 'Beacon', count: 2, asked: 'operators', owners: [] },
    ],
  },
  'may follow up': { ...running, counts: { 'awaiting approval': 3 }, followUp: 'offered' },
  'followed up': { ...running, counts: { 'awaiting approval': 3 }, followUp: 'done' },
  'waits for some of the owners': {
    ...running,
    approvals: [
      { project: 'Atlas', count: 2, asked: 'owners', owners: ['Megan', 'Adele'], needed: 2 },
      {
        project: 'Beacon',
        count: 1,
        asked: 'owners',
        owners: ['Megan', 'Adele', 'Olga'],
        needed: 2,
      },
      {
        ...{ project: 'Cedar', count: 1, asked: 'owners', needed: 1 },
        owners: ['Megan', 'Adele', 'Olga', 'Omar', 'Otto'],
      },
    ],
  },
  'waits for Graph': { ...running, waiting: { ...waiting, pausedUntil: at }, approvals: [] },
  'waits for the pace': { ...running, waiting: { ...waiting, pace: 7 }, approvals: [] },
  'waits for many things': {
    ...running,
    waiting: { replication: 12, looking: 1, again: 2, pace: 0, pausedUntil: null },
    left: { unit: 'minutes', count: 4 },
    approvals: [],
  },
  'first rows alone': { ...running, counts: { working: 10, approved: 490 }, onTrial: true },
  'nearly done': { ...running, left: { unit: 'moments', count: 1 }, approvals: [] },
  'held after the first rows': {
    ...running,
    counts: { failed: 4, complete: 6, approved: 490 },
    approvals: [],
    held: {
      reason: { code: 'careful start', values: { number: '#1042', tried: 10, refused: 4 } },
      because: [
        { code: 'guests may not join group', values: { name: 'Atlas partners' } },
        { code: 'cross-tenant settings', values: { domain: 'tailspin.example' } },
      ],
      mayResume: true,
    },
  },
  'held by the requester': {
    ...running,
    held: {
      reason: heldByHandReason({ ...holder, as: 'requester' }, 1042),
      because: [],
      mayResume: true,
    },
  },
  'held by an operator': {
    ...running,
    held: {
      reason: heldByHandReason({ ...holder, as: 'operator' }, 1042),
      because: [],
      mayResume: false,
    },
  },
  'held, may resume': {
    ...running,
    held: { reason: { code: 'tenant blocked' }, because: [], mayResume: true },
  },
  held: {
    ...running,
    held: { reason: { code: 'consent missing' }, because: [], mayResume: false },
  },
  stopping: {
    ...running,
    counts: { complete: 41, failed: 2, working: 76, cancelled: 481 },
    cancelling: true,
    approvals: [],
  },
  'nothing at all': { ...running, counts: {}, approvals: [] },
  'two thousand': {
    ...running,
    counts: { complete: 1234, working: 766 },
    left: { unit: 'hours', count: 1.5 },
    approvals: [],
  },
  hostile: {
    ...running,
    source: { kind: 'file', name: hostile },
    approvals: [
      {
        ...{ project: hostile, count: 20, asked: 'owners', owners: [hostile] },
        stage: { now: 2, of: 3 },
      },
    ],
    held: { reason: hostileReason, because: [hostileReason], mayResume: true },
  },
};

export const result: ResultView = {
  requestId: id,
  number: 1042,
  source: { kind: 'file', name: 'partners.csv' },
  stopped: false,
  counts: { invited: 5 },
  projects: [{ name: 'Atlas', counts: { invited: 5 } }],
  failures: [],
  retryable: 0,
  kind: 'invite',
};
export const results: Record<string, ResultView> = {
  done: result,
  'not everything': {
    ...result,
    counts: {
      invited: 90,
      'access given': 3,
      accepted: 1,
      partly: 2,
      failed: 3,
      unknown: 1,
      held: 1,
      rejected: 4,
      cancelled: 2,
      problem: 7,
      skipped: 1,
    },
    projects: [
      { name: 'Atlas', counts: { invited: 87, 'access given': 3, partly: 2, rejected: 4 } },
      { name: 'Beacon', counts: { invited: 3, accepted: 1, failed: 3, unknown: 1, cancelled: 2 } },
    ],
    failures: [
      {
        line: 7,
        address: 'x@tailspin.example',
        reasons: [{ code: 'guests may not join group', values: { name: 'Atlas partners' } }],
      },
      { line: 9, reasons: [{ code: 'replication timed out', values: { minutes: 60 } }] },
      { line: 12, address: 'y@tailspin.example', reasons: [{ code: 'answer lost' }] },
    ],
    retryable: 3,
    links: 2,
    unsponsored: 1,
    mailsOver: { count: 12, most: 100, domain: 'contoso.onmicrosoft.com' },
  },
  stopped: { ...result, stopped: true, counts: { invited: 2, cancelled: 3 } },
  'nothing at all': { ...result, counts: {}, projects: [] },
  'two thousand': {
    ...result,
    counts: { invited: 0, failed: 2000 },
    failures: problems(2000),
    retryable: 2000,
  },
  hostile: {
    ...result,
    source: { kind: 'file', name: hostile },
    counts: { failed: 1, invited: 1 },
    projects: [
      { name: hostile, counts: { invited: 1 } },
      { name: 'Atlas', counts: { failed: 1 } },
    ],
    failures: [{ line: 2, address: hostile, reasons: [hostileReason, hostileReason] }],
  },
};
