import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notesCard } from '../../bot/cards/notes-card.ts';
import { partnersCard } from '../../bot/cards/partners-card.ts';
import type { Card } from '../../bot/cards/render-card.ts';
import { reviewCard } from '../../bot/cards/review-card.ts';
import { noteWords } from '../../bot/words/reason-words.ts';
import { say } from '../../bot/words/say.ts';
import { everyNote } from './notes-samples.ts';
import { review } from './review-sample.ts';

const mostBytes = 27 * 1024;
const textOf = ({ card }: Card) => JSON.stringify(card);
const view = { from: 1, requestId: 17, number: 17, list: 'notes 17', warnings: [] };

test('a review card that leaves remarks out says how many, and a button leads to all of them', () => {
  const partners = { ...review.partners, total: review.partners.first.length };
  const text = textOf(reviewCard({ ...review, partners, requestId: 17, notes: everyNote }, 'en'));
  assert.match(text, /and \d+ more"/);
  const count = everyNote.length + review.warnings.length;
  assert.match(text, new RegExp(`Read all ${count} remarks`));
  assert.match(text, /"list":"notes 17"/);
});

test('a card with a button to look through all says that the remarks are there', () => {
  const partners = { ...review.partners, total: 60 };
  const text = textOf(reviewCard({ ...review, partners, notes: everyNote }, 'en'));
  assert.match(text, /and \d+ more: choose Look through all 60/);
  assert.match(text, /"title":"Look through all 60"/);
  const page = { ...view, list: 'review 17', total: 60, partners: partners.first };
  assert.match(textOf(partnersCard({ ...page, notes: everyNote }, 'en')), /"list":"notes 17"/);
});

test('a review card that shows every remark has no such button', () => {
  const text = textOf(reviewCard({ ...review, notes: everyNote.slice(0, 1) }, 'en'));
  assert.doesNotMatch(text, /Read all|"notes /);
});

test('the pages together show each remark once, and each page fits into a message', () => {
  for (const language of ['en', 'nl'] as const) {
    let text = '';
    for (let from = 1, pages = 0; pages === 0 || from > 1; pages += 1) {
      const card = notesCard({ ...view, notes: everyNote, from }, language);
      const page = textOf(card);
      assert.ok(Buffer.byteLength(page, 'utf16le') <= mostBytes);
      text += page;
      from = Number(/"title":"(?:Next|Volgende)"[^{]*\{[^}]*"cursor":(\d+)/.exec(page)?.[1] ?? 1);
      assert.ok(pages < 20);
    }
    for (const note of everyNote) {
      const words = JSON.stringify(noteWords(note, say(language))).slice(1, -1);
      assert.equal(text.split(`"text":"${words}"`).length - 1, 1, note.code);
    }
  }
});

test('a page beyond the last remark shows the last one', () => {
  const text = textOf(notesCard({ ...view, notes: everyNote, from: 999_999 }, 'en'));
  assert.match(
    text,
    new RegExp(`${everyNote.length} to ${everyNote.length} of ${everyNote.length}`),
  );
});
