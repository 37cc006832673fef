import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languagesClicked, languagesSent } from './reader-languages.ts';

const megan = 'megan';
const base = { at: '2026-11-29T10:00:00.000Z', status: 200, answer: undefined };
const speaks = (locale: string, more = {}) => {
  const body = {
    locale,
    from: { aadObjectId: megan },
    conversation: { conversationType: 'personal' },
    ...more,
  };
  return { ...base, to: 'bot', method: 'POST', path: '/api/messages', body } as const;
};
const [dutch, english] = [speaks('nl-NL'), speaks('en-US')];
const post = {
  ...base,
  to: 'teams',
  method: 'POST',
  path: '/activities',
  body: {},
  answer: { id: '7' },
} as const;
const update = { ...base, to: 'teams', method: 'PUT', path: '/activities/7', body: {} } as const;
const lost = { ...update, status: 0 };

test('a card that was on its way while its reader changed the language may be in either', () => {
  assert.deepEqual(languagesSent([dutch, post, english, update], '7', megan), ['nl', 'en']);
  assert.deepEqual(languagesSent([dutch, post, update, english], '7', megan), ['nl', 'en']);
  assert.deepEqual(languagesSent([dutch, post, lost, english, update], '7', megan), ['nl', 'en']);
});

test('a card must be in the language that its reader had ever since the version before', () => {
  assert.deepEqual(languagesSent([dutch, english, post, update], '7', megan), ['en']);
  assert.deepEqual(languagesSent([english, post, update, english, dutch], '7', megan), ['en']);
  assert.deepEqual(languagesSent([post, update], '7', megan), ['en']);
});

test('words of others, or of the person in a channel, change no language of the cards of a person', () => {
  const others = [
    speaks('nl-NL', { from: { aadObjectId: 'alex' } }),
    speaks('nl-NL', { conversation: { conversationType: 'channel' } }),
  ];
  assert.deepEqual(languagesSent([english, post, ...others, update], '7', megan), ['en']);
});

test('the answer to a click is in the language of the click', () => {
  const click = speaks('nl-NL', { replyToId: '7' });
  assert.deepEqual(languagesClicked([english, post, click, english], '7', megan), ['nl']);
});
