import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helpCard } from '../../bot/cards/help-card.ts';
import { noticeCard } from '../../bot/cards/notice-card.ts';

test('the bot draws a notice with the same words for everybody once for each language', () => {
  const view = { notice: 'unknown command' } as const;
  assert.equal(noticeCard(view, 'en'), noticeCard({ ...view }, 'en'));
  const personal = { ...view, isPersonal: true } as const;
  assert.equal(noticeCard(personal, 'en'), noticeCard({ ...personal }, 'en'));
  assert.notDeepEqual(noticeCard(personal, 'en'), noticeCard(view, 'en'));
  assert.notDeepEqual(noticeCard(view, 'en'), noticeCard(view, 'nl'));
  assert.notDeepEqual(noticeCard(view, 'en'), noticeCard({ notice: 'nobody named' }, 'en'));
});

test('a caller cannot change a card that the bot draws once', () => {
  const { card } = noticeCard({ notice: 'unknown command' }, 'en');
  assert.throws(() => Object.assign(card, { body: [] }), TypeError);
});

test('help shows each person their own commands, and the bot keeps no help card with projects', () => {
  const view = { where: 'personal', commands: ['help', 'invite'], mayInvite: true } as const;
  const plain = helpCard({ ...view, owns: [] }, 'en');
  assert.equal(helpCard({ ...view, owns: [] }, 'en'), plain);
  assert.notDeepEqual(helpCard({ ...view, commands: ['help'], owns: [] }, 'en'), plain);
  const owner = helpCard({ ...view, owns: ['Atlas'] }, 'en');
  assert.match(JSON.stringify(owner), /Atlas/);
  assert.notEqual(helpCard({ ...view, owns: ['Atlas'] }, 'en'), owner);
});
