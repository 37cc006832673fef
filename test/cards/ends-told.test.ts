import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawNotice } from '../../bot/drawing/draw-notice.ts';
import { cardText } from '../sandbox/teams/card-actions.ts';

const code = 'access ended in channel' as const;
const words = (count: number, language: 'en' | 'nl') =>
  cardText(drawNotice({ reason: { code, values: { project: 'Atlas', count } } }, language));

test('a digest of ends says how many partners lost access to what, in both languages', () => {
  assert.match(words(1, 'en'), /Access of 1 partner to Atlas ended\./);
  assert.match(words(3, 'en'), /Access of 3 partners to Atlas ended\./);
  assert.match(words(1, 'nl'), /De toegang van 1 partner tot Atlas is geëindigd\./);
  assert.match(words(3, 'nl'), /De toegang van 3 partners tot Atlas is geëindigd\./);
});
