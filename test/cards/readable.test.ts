import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noticeCard } from '../../bot/cards/notice-card.ts';
import { noticeCodes } from '../../bot/cards/notice-codes.ts';
import { noticeMoods } from '../../bot/cards/notice-moods.ts';
import { reviewCard } from '../../bot/cards/review-card.ts';
import { say } from '../../bot/words/say.ts';
import { asList, asNode, nodesOf } from './card-tree.ts';
import { review } from './review-sample.ts';
import { samples } from './samples.ts';

const drawn = samples.flatMap(({ name, draw }) =>
  (['en', 'nl'] as const).map((language) => ({
    name: `${name} (${language})`,
    card: draw(language).card,
  })),
);

test('in an old client, which shows no labels, each input still has its name', () => {
  // Choices that are all visible need no name.
  const unsaid = drawn.flatMap(({ name, card }) =>
    [...nodesOf(card)]
      .map(({ node }) => node)
      .filter(
        ({ type, style }) => /^Input\.(Text|ChoiceSet)$/.test(String(type)) && style !== 'expanded',
      )
      .filter(({ placeholder = '', value = '' }) => `${placeholder}${value}` === '')
      .map(({ id }) => `${name}: ${id}`),
  );
  assert.deepEqual(unsaid, []);
});

test('a long list of domains ends between two domains, with the number of the others', () => {
  const { card } = drawn.find(({ name }) => name === 'approval: two thousand (en)') ?? {};
  assert.match(JSON.stringify(card), /d5\.example, and 294 more/);
});

test("the requester reads an owner's whole reason", () => {
  const reason = 'They left. '.repeat(20).trim();
  const words = say('en')('reason.rejected by owner', { name: 'Megan Bowen', reason });
  assert.equal(words, `Rejected by Megan Bowen: ${reason}`);
});

test('for a partner who accepts before Entra is ready the alert claims neither a check nor missing access', () => {
  const { card } = drawn.find(({ name }) => name === 'alert: faster than Entra (en)') ?? {};
  assert.match(JSON.stringify(card), /was not in place yet/);
  assert.doesNotMatch(JSON.stringify(card), /was checked|only becomes a guest/);
});

test('no card shows a count of zero', () => {
  const zeros = drawn
    .filter(({ name }) => !name.includes('hostile'))
    .filter(({ card }) =>
      /[ "](?:0|nog 0) (?:pending|open|rejected|afgewezen|approved|failed|mislukt)/.test(
        JSON.stringify(card),
      ),
    );
  assert.deepEqual(
    zeros.map(({ name }) => name),
    [],
  );
  const decided = { number: '1042', count: 2, approved: 3, rejected: 0 };
  assert.equal(
    say('en')('reason.owners decided', decided),
    '2 decisions on request #1042: 3 partners approved.',
  );
  assert.equal(
    say('en')('reason.owners decided', { ...decided, approved: 0, rejected: 2 }),
    '2 decisions on request #1042: 2 rejected.',
  );
});

test('every code with a sign is a notice', () => {
  const codes: readonly string[] = noticeCodes;
  assert.deepEqual(
    Object.keys(noticeMoods).filter((code) => !codes.includes(code)),
    [],
  );
});

test('notices about success, failure, rejection, a hold or a wait have different signs', () => {
  const signs = (['accepted', 'all stopped', 'owner rejected', 'held', 'access ends'] as const).map(
    (notice) => {
      const { card } = noticeCard({ notice }, 'en');
      return /"text":"(\S) /.exec(JSON.stringify(card))?.[1];
    },
  );
  assert.deepEqual(signs, ['\u2713', '\u26a0', '\u2717', '\u2016', '\u2026']);
});

test('choices follow the reader\u2019s alphabet, and include the chosen one in a cut list', () => {
  const projects = Array.from({ length: 40 }, (_, n) => ({
    key: `p${n}`,
    name: `Project ${n + 10}`,
  }));
  const choices = { ...review.choices, projects, project: 'p39' };
  const { card } = reviewCard({ ...review, choices }, 'nl');
  const sets = [...nodesOf(card)]
    .map(({ node }) => node)
    .filter(({ id }) => id === 'project' || id === 'language');
  const [ofProject = [], ofLanguage = []] = sets.map(({ choices: given }) =>
    asList(given).map((each) => String(asNode(each).title)),
  );
  assert.ok(ofProject.includes('Project 49'));
  assert.deepEqual(ofLanguage, ['De taal van het project', 'Nederlands', 'Duits', 'Engels']);
});
