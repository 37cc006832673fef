import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMailLimited, mailsOverLimit } from '../../../src/guests/times/mail-limit.ts';

test('only a tenant that still has its first domain may mail no more than a hundred people a day', () => {
  assert.equal(isMailLimited('contoso.onmicrosoft.com'), true);
  assert.equal(isMailLimited('contoso.com'), false);
});

test('of the mails of a day those beyond a hundred get lost, and never more than are sent', () => {
  assert.equal(mailsOverLimit({ going: 60, sent: 40 }), 0);
  assert.equal(mailsOverLimit({ going: 60, sent: 41 }), 1);
  assert.equal(mailsOverLimit({ going: 250, sent: 3 }), 3);
});
