import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ApprovalState,
  type GuestState,
  type InvitationState,
  isFinal,
  moves,
  type RequestState,
} from '../../src/guests/states.ts';
import { allowedMoves } from './allowed-moves.ts';

/** The moves of a table, each as "from to". */
const movesIn = (table: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.entries(table).flatMap(([from, targets]) => targets.map((to) => `${from} ${to}`));

test('a request moves as the design says and in no other way', () => {
  const states: RequestState[] = ['draft', 'confirmed', 'discarded', 'lapsed', 'done'];
  assert.deepEqual(Object.keys(moves.request).toSorted(), states.toSorted());
  assert.deepEqual(movesIn(moves.request).toSorted(), allowedMoves.request.toSorted());
});

test('an approval moves as the design says and in no other way', () => {
  const states: ApprovalState[] = ['open', 'decided', 'timed out', 'withdrawn'];
  assert.deepEqual(Object.keys(moves.approval).toSorted(), states.toSorted());
  assert.deepEqual(movesIn(moves.approval).toSorted(), allowedMoves.approval.toSorted());
});

test('a guest moves as the design says and in no other way', () => {
  const states: GuestState[] = ['none', 'pending', 'accepted', 'deleted'];
  assert.deepEqual(Object.keys(moves.guest).toSorted(), states.toSorted());
  assert.deepEqual(movesIn(moves.guest).toSorted(), allowedMoves.guest.toSorted());
});

test('an invitation moves as the design says and in no other way', () => {
  const states: InvitationState[] = [
    'draft',
    'skipped',
    'awaiting approval',
    'approved',
    'rejected',
    'working',
    'complete',
    'partly',
    'failed',
    'unknown',
    'cancelled',
    'revoked',
    'expired',
  ];
  assert.deepEqual(Object.keys(moves.invitation).toSorted(), states.toSorted());
  assert.deepEqual(movesIn(moves.invitation).toSorted(), allowedMoves.invitation.toSorted());
});

test('an invitation is final when nothing more happens to it by itself', () => {
  const open: InvitationState[] = ['draft', 'awaiting approval', 'approved', 'working'];
  assert.ok(open.every((state) => !isFinal(state)));
  const final: InvitationState[] = ['complete', 'partly', 'failed', 'unknown', 'rejected'];
  assert.ok(final.every(isFinal));
});
