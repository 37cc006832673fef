import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ApprovalState,
  type GuestState,
  type InvitationState,
  isFinal,
  mayMove,
  type RequestState,
  statesOf,
} from '../../src/guests/states.ts';
import { allowedMoves } from './allowed-moves.ts';

/** Every move among these states that the code allows, as "from to". */
function movesAmong<S extends string>(
  states: readonly S[],
  may: (from: S, to: S) => boolean,
): string[] {
  return states.flatMap((from) => states.flatMap((to) => (may(from, to) ? [`${from} ${to}`] : [])));
}

test('a request moves as the design says and in no other way', () => {
  const states: RequestState[] = ['draft', 'confirmed', 'discarded', 'lapsed', 'done'];
  assert.deepEqual(statesOf('request').toSorted(), states.toSorted());
  const moves = movesAmong(states, (from, to) => mayMove('request', from, to));
  assert.deepEqual(moves.toSorted(), allowedMoves.request.toSorted());
});

test('an approval moves as the design says and in no other way', () => {
  const states: ApprovalState[] = ['open', 'decided', 'timed out', 'withdrawn'];
  assert.deepEqual(statesOf('approval').toSorted(), states.toSorted());
  const moves = movesAmong(states, (from, to) => mayMove('approval', from, to));
  assert.deepEqual(moves.toSorted(), allowedMoves.approval.toSorted());
});

test('a guest moves as the design says and in no other way', () => {
  const states: GuestState[] = ['none', 'pending', 'accepted', 'deleted'];
  assert.deepEqual(statesOf('guest').toSorted(), states.toSorted());
  const moves = movesAmong(states, (from, to) => mayMove('guest', from, to));
  assert.deepEqual(moves.toSorted(), allowedMoves.guest.toSorted());
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
  assert.deepEqual(statesOf('invitation').toSorted(), states.toSorted());
  const moves = movesAmong(states, (from, to) => mayMove('invitation', from, to));
  assert.deepEqual(moves.toSorted(), allowedMoves.invitation.toSorted());
});

test('an invitation is final when nothing more happens to it by itself', () => {
  const open: InvitationState[] = ['draft', 'awaiting approval', 'approved', 'working'];
  assert.ok(open.every((state) => !isFinal(state)));
  const final: InvitationState[] = ['complete', 'partly', 'failed', 'unknown', 'rejected'];
  assert.ok(final.every(isFinal));
});
