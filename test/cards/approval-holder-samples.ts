import type { ApprovalView } from '../../bot/cards/approval-card.ts';
import { approvals } from './approval-samples.ts';
import { hostile } from './sample-facts.ts';

const { five: approval, 'two thousand, all': large } = approvals;
if (approval === undefined || large === undefined)
  throw new Error('There is no sample of an approval');

const standIn = (stands: 'now' | 'over' | 'decided' | 'handed') => ({
  name: 'Megan Bowen',
  lastDay: '2026-12-14',
  stands,
});
/** Approvals that somebody handed on, or decides for somebody else. */
export const heldApprovals: Record<string, ApprovalView> = {
  'may be handed to another owner': { ...approval, mayReassign: true, handedBy: ['Megan Bowen'] },
  'handed to another owner': { ...approval, mayDecide: false, passedOn: 'Adele Vance' },
  'handed on, hostile': { ...approval, mayDecide: false, passedOn: hostile },
  'handed over, hostile': { ...approval, handedBy: [hostile, hostile], mayReassign: true },
  'stands in for an owner': { ...approval, instead: standIn('now') },
  'stood in for an owner': { ...approval, mayDecide: false, instead: standIn('over') },
  'the owner has decided': { ...approval, mayDecide: false, instead: standIn('decided') },
  'the owner has handed it on': { ...approval, mayDecide: false, instead: standIn('handed') },
  'the second stage of three, hostile': {
    ...approval,
    stage: { now: 2, of: 3, isAsked: true, approvedBefore: ['Megan Bowen', hostile] },
  },
  'the last stage of two thousand, hostile': {
    ...large,
    partners: large.partners.map((each, n) => (n % 2 === 0 ? each : { ...each, rejected: true })),
    stage: {
      now: 3,
      of: 3,
      isAsked: true,
      approvedBefore: Array.from({ length: 20 }, () => hostile),
    },
    mayReassign: true,
    handedBy: [hostile, hostile],
  },
  'a stage that has passed': {
    ...approval,
    mayDecide: false,
    stage: { now: 2, of: 2, isAsked: false, approvedBefore: ['Megan Bowen'] },
  },
  'stands in, hostile': { ...approval, instead: { ...standIn('now'), name: hostile } },
  'the stand-in has decided': {
    ...approval,
    rule: { approvers: 2 },
    mayDecide: false,
    voted: true,
    votedForMe: 'Isaiah Langer',
    approvedBy: ['Isaiah Langer'],
  },
};
