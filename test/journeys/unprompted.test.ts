import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newsTitles } from '../../bot/cards/news-titles.ts';
import type { Card } from '../../bot/cards/render-card.ts';
import { samples } from '../cards/samples.ts';
import type { SeenMessage } from '../sandbox/teams/seen.ts';
import { anything } from './steps.ts';

const message = ({ card, summary }: Card): SeenMessage => ({
  id: '1',
  conversationId: 'chat',
  from: 'bot',
  name: 'Guestlist',
  at: '2026-11-29T10:00:00Z',
  edited: false,
  alert: false,
  summary,
  card: { ...card },
});
const answers = (name: string) =>
  samples
    .filter((sample) => sample.name === name || sample.name.startsWith(`${name}:`))
    .flatMap(({ draw }) => (['en', 'nl'] as const).map((language) => message(draw(language))))
    .map(anything);

const byThemselves = [
  'end-notice: three on one day',
  'end-notice: for the requester',
  'end-notice: on several days',
  'give-up: two',
  'approval: one',
  'alert: accepted',
  'approvals: a reminder',
  'approvals: back again',
  'welcome: personal',
  'welcome: no rights',
  'notice: several accepted, in a day',
  'notice: twenty-four decisions',
  'notice: reading',
  'notice: checked',
  'notice: stop over',
  ...Object.values(newsTitles)
    .filter((code) => code !== 'all stopped')
    .map((code) => `notice: ${code}`),
];

test('a message that the bot sends by itself is no answer', () => {
  for (const name of byThemselves) {
    const found = answers(name);
    assert.ok(found.length > 0 && !found.includes(true), `${name} ${found}`);
  }
});

test('an answer to a person is no message that the bot sends by itself', () => {
  for (const name of [
    'help',
    'status-one',
    'guests-found',
    'project-one',
    'guest',
    'review',
    'ending-review',
    'approvals: four',
    'settings',
    'topic',
  ]) {
    const found = answers(name);
    assert.ok(found.length > 0 && !found.includes(false), `${name} ${found}`);
  }
});
