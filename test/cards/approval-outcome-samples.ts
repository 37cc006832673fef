import type { ApprovalDecidedView } from '../../bot/cards/approval-decided-card.ts';
import type { ApprovalSharedView } from '../../bot/cards/approval-shared-card.ts';
import { at, atlas, hostile, hostileAccess, id, none, timeZone } from './sample-facts.ts';

const shared: ApprovalSharedView = {
  approvalId: id,
  requestNumber: 1042,
  project: 'Atlas',
  requester: 'Alex Wilber',
  count: 12,
  domains: [
    { domain: 'fabrikam.example', count: 8 },
    { domain: 'northwind.example', count: 4 },
  ],
  access: atlas,
  ownersInTeams: ['29:megan', '29:adele'],
};
export const sharedApprovals: Record<string, ApprovalSharedView> = {
  twelve: shared,
  'one, no owner known': {
    ...shared,
    count: 1,
    domains: [{ domain: 'fabrikam.example', count: 1 }],
    access: none,
    ownersInTeams: [],
  },
  'a hundred owners': {
    ...shared,
    count: 2000,
    ownersInTeams: Array.from({ length: 100 }, (_, index) => `29:1${'x'.repeat(60)}${index}`),
  },
  hostile: {
    ...shared,
    project: hostile,
    requester: hostile,
    domains: [{ domain: hostile, count: 1 }],
    access: hostileAccess,
  },
};

const people = (count: number, rejected: (row: number) => boolean = () => false) =>
  Array.from({ length: count }, (_, index) => ({
    row: index + 1,
    name: index % 4 === 3 ? null : `Partner Number ${index + 1}`,
    address: `partner${index + 1}@fabrikam.example`,
    rejected: rejected(index + 1),
  }));

const decided: ApprovalDecidedView = {
  requestNumber: 1042,
  project: 'Atlas',
  requester: 'Alex Wilber',
  outcome: 'decided',
  approved: 12,
  rejected: 0,
  votes: [{ name: 'Megan Bowen', approved: 12, rejected: 0 }],
  partners: people(12),
  at,
  timeZone,
  seenBy: 'owners',
};
export const decisions: Record<string, ApprovalDecidedView> = {
  approved: decided,
  'by the reader, who may undo it': { ...decided, undo: { approvalId: id } },
  'undone by another': {
    ...decided,
    undone: [{ who: 'Alex Wilber', number: 1043, count: 12, at }],
  },
  'undone in part, and rejected in part': {
    ...decided,
    approved: 8,
    rejected: 4,
    partners: people(12, (row) => row % 3 === 0).map((each) => ({
      ...each,
      undone: each.row === 2 || each.row === 5,
    })),
    undone: [
      { who: 'Alex Wilber', number: 1043, count: 1, at },
      { who: 'Megan Bowen', number: 1044, count: 1, at },
    ],
    undo: { approvalId: id },
  },
  'some of many': {
    ...decided,
    approved: 18,
    rejected: 2,
    partners: people(20, (row) => row > 18),
    votes: [{ name: 'Megan Bowen', approved: 18, rejected: 2, comment: 'Two have left.' }],
  },
  rejected: {
    ...decided,
    approved: 0,
    rejected: 1,
    partners: people(1, () => true),
    votes: [{ name: 'Megan Bowen', approved: 0, rejected: 1, comment: 'We ended the contract.' }],
  },
  'in part': {
    ...decided,
    approved: 8,
    rejected: 4,
    partners: people(12, (row) => row % 3 === 0),
    votes: [
      { name: 'Megan Bowen', approved: 8, rejected: 4, comment: 'Only the engineers.' },
      { name: 'Adele Vance', approved: 12, rejected: 0 },
    ],
  },
  withdrawn: { ...decided, outcome: 'withdrawn', approved: 0, votes: [] },
  'access over before': { ...decided, outcome: 'over', approved: 0, votes: [] },
  'timed out': { ...decided, outcome: 'timed out', approved: 0, votes: [] },
  'seen by the channel': {
    ...decided,
    approved: 8,
    rejected: 4,
    votes: [{ name: 'Megan Bowen', approved: 8, rejected: 4, comment: 'Not Jane.' }],
    seenBy: 'channel',
  },
  'two thousand': {
    ...decided,
    approved: 1990,
    rejected: 10,
    partners: people(2000, (row) => row < 11),
  },
  hostile: {
    ...decided,
    project: hostile,
    requester: hostile,
    partners: [{ row: 1, name: hostile, address: hostile, rejected: true }],
    undone: [{ who: hostile, number: 1043, count: 1, at }],
    votes: [{ name: hostile, approved: 12, rejected: 0, comment: hostile }],
  },
};
