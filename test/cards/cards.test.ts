import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { barFills } from '../../bot/cards/progress-bar.ts';
import { forOldClient } from '../sandbox/teams/card-actions.ts';
import { asList, nodesOf } from './card-tree.ts';
import { drawn, nodes } from './drawn-samples.ts';
import { hostile } from './sample-facts.ts';
import { samples } from './samples.ts';

test('every card has samples', async () => {
  const files = await readdir(new URL('../../cards/', import.meta.url));
  const cards = files.flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
  const sampled = new Set(samples.map(({ name }) => name.split(':')[0]));
  assert.deepEqual([...sampled].sort(), cards.sort());
});

test('no card shows a placeholder or a missing value', () => {
  const ours = drawn.filter(({ name }) => !name.includes('hostile'));
  const faulty = ours.filter(({ card, summary }) =>
    /\$\{|undefined|null|\[object Object\]|NaN/.test(JSON.stringify(card) + summary),
  );
  assert.deepEqual(
    faulty.map(({ name }) => name),
    [],
  );
});

test('every card stays under 28 KB as Teams counts it, also with two thousand rows', () => {
  const large = drawn.filter(
    ({ card }) => Buffer.byteLength(JSON.stringify(card), 'utf16le') > 28 * 1024,
  );
  assert.deepEqual(
    large.map(({ name }) => name),
    [],
  );
});

test('every card has a version, and a summary on one line', () => {
  for (const { name, card, summary } of drawn) {
    assert.equal(card.version, '1.5', name);
    assert.match(summary, /^\S.*\S$/, name);
    assert.equal(String(card.fallbackText).replaceAll('\u2060', ''), summary, name);
  }
});

test('every card begins with a heading, for people with a screen reader', () => {
  for (const { name, card } of drawn) {
    const blocks = [...nodesOf(card.body)].filter(({ node }) =>
      /TextBlock$/.test(String(node.type)),
    );
    assert.equal(blocks[0]?.node.style, 'heading', name);
    assert.equal(blocks.filter(({ node }) => node.style === 'heading').length, 1, name);
  }
});

test('a client that knows no labels shows what each input is for, and others hide that', () => {
  const words = new Set<string>();
  for (const { name, card } of drawn) {
    for (const { node } of nodesOf(card)) {
      if (node.type === 'Table')
        assert.partialDeepStrictEqual(node, { isVisible: false, columns: [], rows: [] }, name);
    }
    const old = [...nodesOf(forOldClient({ ...card }))];
    for (const [index, { node }] of old.entries()) {
      if (!/^Input\.(?!Toggle)/.test(String(node.type))) continue;
      assert.equal(node.label, undefined);
      const before = String(old[index - 1]?.node.text ?? '');
      assert.match(before, /\S/, `${name}: ${node.id}`);
      words.add(before);
    }
  }
  assert.ok(words.size > 10);
});

test('text on a card wraps, and no row has more than three columns', () => {
  for (const { name, node } of nodes) {
    if (node.type === 'TextBlock') assert.equal(node.wrap, true, name);
    if (node.type === 'ColumnSet') assert.ok(asList(node.columns).length <= 3, name);
  }
});

test('words from people become only text runs, choices, or what stands in an input', () => {
  const canary = 'win](https://evil.example)';
  assert.ok(hostile.includes(canary));
  let seen = 0;
  for (const { name, node } of nodes)
    for (const [property, value] of Object.entries(node)) {
      if (typeof value !== 'string' || !value.includes(canary)) continue;
      seen += 1;
      const isRun = node.type === 'TextRun' && property === 'text';
      const isChoice = node.type === undefined && (property === 'title' || property === 'value');
      const isTyped = node.type === 'Input.Text' && property === 'value';
      assert.ok(
        isRun || isChoice || isTyped || property === 'fallbackText',
        `${name}: ${node.type} ${property}`,
      );
    }
  assert.ok(seen > 50);
});

const ownPage = /^https:\/\/guestlist\.example\/lists$/;
const microsofts = /^https:\/\/(?:[a-z]+\.)?(?:microsoft|microsoftonline)\.com\/[\w/.?=-]*$/;

test('hostile words add no element, no action and no link', () => {
  const known =
    /^(AdaptiveCard|TextBlock|RichTextBlock|TextRun|ColumnSet|Column|Container|Table|ActionSet|Input\.(Text|Toggle|ChoiceSet|Date)|Action\.(Execute|Submit|ToggleVisibility|OpenUrl)|task\/fetch|imBack|mention)$/;
  for (const { name, held, node } of nodes) {
    if (node.type !== undefined) assert.match(String(node.type), known, name);
    if (held === 'backgroundImage') assert.ok(barFills.includes(String(node.url)), name);
    // A link on a card leads to the bot's own page, and one on a help topic to Microsoft's.
    else if (node.type === 'Action.OpenUrl')
      assert.match(String(node.url), name.startsWith('topic:') ? microsofts : ownPage, name);
    else assert.equal(node.url, undefined, name);
    assert.equal(node.selectAction, undefined, name);
  }
});

test('Teams makes a mention only of a name that the card says is one, once, in a text block', () => {
  let mentions = 0;
  for (const { name, card } of drawn) {
    const text = [...nodesOf(card)].flatMap(({ node }) =>
      node.type === 'TextBlock' ? [String(node.text)] : [],
    );
    const all = [...nodesOf(card)].filter(({ node }) => node.type === 'mention');
    const written = text.join('\n').match(/<at>.*?<\/at>/g) ?? [];
    assert.deepEqual(
      all.map(({ node }) => node.text),
      written,
      name,
    );
    mentions += all.length;
  }
  assert.equal(mentions, 2);
});

test("a date in people's words stays as they wrote it, although renderers replace dates in every text", () => {
  const replaced = /\{\{(DATE|TIME)\(/i;
  const texts = nodes.flatMap(({ name, node }) =>
    Object.values(node).map((value) => ({ name, value: String(value) })),
  );
  assert.ok(texts.filter(({ value }) => value.includes('DATE(2026')).length > 20);
  assert.deepEqual(
    texts.filter(({ value }) => replaced.test(value)),
    [],
  );
});

test('hostile words change no reading direction and break no line', () => {
  for (const { name, card, summary } of drawn)
    assert.doesNotMatch(
      JSON.stringify(card) + summary,
      /[\u202a-\u202e\u2028\u2029\u200b\ue000]|\\[nr]/,
      name,
    );
});

test('a card in a channel has no address and no comment about partners', () => {
  const shown = drawn.filter(({ name }) =>
    /^(approval-shared|alert|digest): (?!hostile)/.test(name),
  );
  for (const { name, card } of shown) assert.doesNotMatch(JSON.stringify(card), /@/, name);
  const decided = drawn.find(({ name }) => name === 'approval-decided: seen by the channel (en)');
  assert.doesNotMatch(JSON.stringify(decided?.card), /Jane/);
});

test("an alert's summary names the partner, and a digest's begins with the number", () => {
  const summary = (name: string) => drawn.find((sample) => sample.name === name)?.summary;
  assert.equal(summary('alert: accepted (en)'), 'Jane Doe has accepted the invitation to Atlas');
  assert.equal(
    summary('alert: accepted (nl)'),
    'Jane Doe heeft de uitnodiging voor Atlas geaccepteerd',
  );
  assert.match(summary('alert-digest: three (en)') ?? '', /^3 partners/);
  assert.match(summary('alert-digest: two thousand (nl)') ?? '', /^2\.000 partners/);
});
