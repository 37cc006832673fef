import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvalCard } from '../../bot/cards/approval-card.ts';
import { partnersCard } from '../../bot/cards/partners-card.ts';
import { reviewCard } from '../../bot/cards/review-card.ts';
import { listNoteCodes } from '../../src/guests/list/partner-row.ts';
import { reasonCodes } from '../../src/guests/reason.ts';
import { approvals } from './approval-samples.ts';
import { extremeReviews } from './extreme-reviews.ts';
import { pages } from './partners-samples.ts';
import { review } from './review-sample.ts';

/** Teams' limit, less room for the message around the card. */
const mostBytes = 27 * 1024;
/** The longest names, in scripts that cards treat differently. */
const words = ['W', 'a long word ', '\u0627\u0628 ', 'x.y@', '漢字'].map((unit) =>
  unit.repeat(300),
);
const texts =
  'column columns other others sheet addresses text words name names numbers codePage lines';
const more = 'project domain near shown number id read before host url address cause field title';
const counts = 'given family count rows drafts line last most going over first limit';

/** A value for every name in any sentence, as long as it can be. */
function valuesOf(word: string): Record<string, string | number> {
  const named = (names: string, value: string | number) =>
    names.split(' ').map((name) => [name, value] as const);
  return Object.fromEntries([
    ...named(texts, word),
    ...named(more, word),
    ...named(counts, 1_000_000),
  ]);
}

/** All entries, beginning with the one at this index. */
const from = <T>(all: readonly T[], at: number): T[] => [
  ...all.slice(at % all.length),
  ...all.slice(0, at % all.length),
];

test('a review card fits into a message of Teams with any list', () => {
  const { 'two thousand': most = review } = extremeReviews;
  for (const [at, code] of listNoteCodes.entries()) {
    // By turns: the scripts change from one list to the next too, so each language meets each script.
    const language = at % 2 === 0 ? 'en' : 'nl';
    const word = words[at % words.length] ?? '';
    const values = valuesOf(word);
    const reasons = from(reasonCodes, at * 3).map((each) => ({ code: each, values }));
    const first = [2, 3, 4, 5, 6].map((line) => ({
      line: line * 100_000,
      name: word,
      address: word,
      project: word,
      language: 'zh-Hant',
      until: '2027-12-31',
      cc: word,
      redirect: word,
      extra: [word, word, word, word],
    }));
    const { card } = reviewCard(
      {
        ...most,
        notes: from(listNoteCodes, at).map((each) => ({ code: each, values })),
        warnings: reasons.slice(0, 12),
        problems: first.map(({ line }) => ({ line, address: word, reasons })),
        partners: { first, total: 50_000 },
        askReason: 'optional',
        choices: { ...most.choices, reason: word.slice(0, 500) },
      },
      language,
    );
    const bytes = Buffer.byteLength(JSON.stringify(card), 'utf16le');
    assert.ok(bytes <= mostBytes, `${bytes} bytes with ${code} first`);
  }
});

/** A row that differs from the others in all that a row can differ in. */
const different = (word: string, row: number) => ({
  ...{ row, line: row, name: word, address: word, until: '2027-12-31', language: 'zh-Hant' },
  ...{ cc: word, redirect: word, extra: [word, word, word, word], plan: 'access only' as const },
  flags: ['look-alike domain', 'name claims', 'extra access'] as const,
  alike: { domain: word, near: word },
});

test('a card of partners fits into a message of Teams with any rows', () => {
  const { 'two thousand, all': approval } = approvals;
  const { five: page } = pages;
  assert.ok(approval && page);
  for (const word of words) {
    const partners = Array.from({ length: 20 }, (_, n) => different(word, n + 1));
    const cards = [
      ...(['first', 'all'] as const).map((list) =>
        approvalCard({ ...approval, partners, list }, 'nl'),
      ),
      partnersCard({ ...page, partners, total: 2_000 }, 'nl'),
    ];
    for (const { card } of cards) {
      const bytes = Buffer.byteLength(JSON.stringify(card), 'utf16le');
      assert.ok(bytes <= mostBytes, `${bytes} bytes`);
    }
  }
});

test('requester and owner read all that one row gets besides its project', () => {
  const { 'two thousand, all': approval } = approvals;
  const { five: page } = pages;
  assert.ok(approval && page);
  const row = {
    ...different('Ada', 1),
    cc: 'the.boss.of.all@fabrikam.example',
    redirect: 'https://atlas.contoso.example/tour',
    extra: ['Quarterly figures of the north', 'Drawings of the second hall', 'Site access'],
    alike: { domain: 'fabrlkam.example', near: 'fabrikam.example' },
  };
  const cards = [
    approvalCard({ ...approval, partners: [row], list: 'first' }, 'en'),
    partnersCard({ ...page, partners: [row], total: 1 }, 'en'),
    reviewCard({ ...review, partners: { first: [row], total: 1 } }, 'en'),
  ];
  for (const { card } of cards) {
    const words = JSON.stringify(card);
    for (const part of [...row.extra, row.cc, row.redirect, 'December 31, 2027', 'Chinese'])
      assert.ok(words.includes(part), part);
  }
});
