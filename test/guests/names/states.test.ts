import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takenBack } from '../../../src/guests/marks/taken-back.ts';
import { isOfAccount, isState } from '../../../src/guests/names/state-table.ts';
import { statesOfAccounts, statesOfPeople } from './known-states.ts';

test('every known state of a person takes the person back, in every language', () => {
  for (const state of statesOfPeople)
    assert.deepEqual([isState(state), isOfAccount(state)], [true, false], state);
});

test('every known state of an account is one, and the person may be meant', () => {
  for (const state of [...statesOfAccounts, 'Inativado', 'Inactivada', 'Desactivados', 'Desativo'])
    assert.deepEqual([isState(state), isOfAccount(state)], [true, true], state);
});

const backBy = (label: string) => takenBack(label, label.toLowerCase());

test('a label for people who are to be tried again takes nobody out', () => {
  for (const label of ['Failed', 'Invalid', 'Locked', 'Disabled', 'Suspended', 'Retiro'])
    assert.equal(backBy(label), undefined, label);
});

test('a label for people who are no partners any more says why they are out', () => {
  for (const label of [
    'Inactive',
    'Former colleagues',
    'Gone',
    'Bounced addresses',
    'Unsubscribed',
    'Geblokkeerd',
    'Inactief',
    'Gesperrt',
    'Inactivos',
    'Inativas',
    'Anciens partners',
    'Absent',
    'Declined',
  ])
    assert.equal(backBy(label), 'state', label);
});
