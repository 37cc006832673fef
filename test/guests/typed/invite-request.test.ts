import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readInviteRequest } from '../../../src/guests/typed/invite-request.ts';
import { readTypedLine } from './read-typed.ts';

const requests = [
  'please invite jane@x.example to beacon',
  'Hi, could you please invite jane@x.example to beacon?',
  'Hello Guestlist, I would like to invite jane@x.example to beacon',
  'Can you invite: jane@x.example to beacon',
  'Pls invite the following people to beacon:\njane@x.example',
  'wil je jane@x.example uitnodigen voor beacon',
  'Kun je alsjeblieft jane@x.example uitnodigen voor beacon?',
  'graag jane@x.example uitnodigen voor beacon',
  'Hoi, nodig jane@x.example uit voor beacon',
  'Hoi, kun je Jane Doe (jane@x.example) uitnodigen voor beacon?',
];
for (const text of requests) {
  test(`${JSON.stringify(text)} invites`, () => {
    const rest = readInviteRequest(text);
    assert.notEqual(rest, undefined);
    const { partners, leftOver } = readTypedLine(rest ?? '', { projects: ['beacon'] });
    assert.deepEqual(
      partners.map(({ address, project }) => [address, project]),
      [['jane@x.example', 'beacon']],
    );
    assert.deepEqual(leftOver, []);
  });
}

const talk = [
  'please do not invite jane@x.example',
  'did you invite jane@x.example to beacon?',
  'who may invite jane@x.example',
  'Alex said that we invite jane@x.example',
  'wie kan ik uitnodigen',
  'Lee (lee@w.example) would like to invite jane@x.example to beacon',
  'Lee (lee@w.example) wil graag jane@x.example uitnodigen voor beacon',
  'Hoi, Lee (lee@w.example) wil graag jane@x.example uitnodigen voor beacon',
  'ask jane@x.example',
  '',
];
for (const text of talk) {
  test(`${JSON.stringify(text)} invites nobody`, () => {
    assert.equal(readInviteRequest(text), undefined);
  });
}
