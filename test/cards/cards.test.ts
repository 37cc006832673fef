import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { barFills } from '../../bot/cards/progress-bar.ts';
import { clickFor } from '../../bot/clicks/clicks.ts';
import { isNode, type Node, nodesOf } from './card-tree.ts';
import { hostile } from './sample-facts.ts';
import { samples } from './samples.ts';

/** The contract: what each verb sends. */
const contractVerbs: Readonly<Record<string, readonly string[]>> = {
  'request.review': ['requestId', 'version'],
  'request.confirm': ['requestId', 'version'],
  'request.cancel': ['requestId', 'version'],
  'request.retry': ['requestId'],
  'request.resume': ['requestId'],
  'request.view': ['requestId'],
  'request.problems': ['requestId'],
  'request.results': ['requestId'],
  'approval.approve': ['approvalId', 'version'],
  'approval.approveRows': ['approvalId', 'version'],
  'approval.reject': ['approvalId', 'version'],
  'approval.view': ['approvalId'],
  'alert.view': ['alertId'],
};
/** And what came to it later. */
const verbs: typeof contractVerbs = {
  ...contractVerbs,
  'settings.save': [],
  'guest.rename': ['guestId', 'version'],
};
const inputs = [
  'project',
  'language',
  'sendMail',
  'onlyValid',
  'comment',
  'rows',
  'reason',
  'from',
  'lines',
];

const drawn = samples.flatMap(({ name, draw }) =>
  (['en', 'nl'] as const).map((language) => ({
    name: `${name} (${language})`,
    ...draw(language),
  })),
);
const nodes = drawn.flatMap(({ name, card }) =>
  [...nodesOf(card)].map(({ held, node }) => ({ name, held, node })),
);
const executes = nodes.filter(({ node }) => node.type === 'Action.Execute');

test('every card has samples', async () => {
  const files = await readdir(new URL('../../cards/', import.meta.url));
  const cards = files.flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
  const sampled = new Set(samples.map(({ name }) => name.split(':')[0]));
  assert.deepEqual([...sampled].sort(), cards.sort());
});

test('no card shows a placeholder, or a value that is missing', () => {
  const ours = drawn.filter(({ name }) => !name.includes('hostile'));
  const faulty = ours.filter(({ card, summary }) =>
    /\$\{|undefined|null|\[object Object\]|NaN/.test(JSON.stringify(card) + summary),
  );
  assert.deepEqual(
    faulty.map(({ name }) => name),
    [],
  );
});

test('every card stays under 28 KB as Teams counts it, with two thousand rows too', () => {
  const large = drawn.filter(
    ({ card }) => Buffer.byteLength(JSON.stringify(card), 'utf16le') > 28 * 1024,
  );
  assert.deepEqual(
    large.map(({ name }) => name),
    [],
  );
});

test('every card says its version and has a summary on one line', () => {
  for (const { name, card, summary } of drawn) {
    assert.equal(card.version, '1.5', name);
    assert.match(summary, /^\S.*\S$/, name);
    assert.equal(card.fallbackText, summary, name);
  }
});

test('a card sends the verbs of the contract only, with ids and a version and nothing else', () => {
  for (const { name, node } of executes) {
    const expected = verbs[String(node.verb)];
    assert.ok(expected, `${name}: ${node.verb}`);
    assert.ok(isNode(node.data));
    assert.deepEqual(Object.keys(node.data), expected, `${name}: ${node.verb}`);
    for (const value of Object.values(node.data)) assert.equal(typeof value, 'number', name);
  }
});

test('together the cards send every verb of the contract', () => {
  const sent = new Set(executes.map(({ node }) => String(node.verb)));
  assert.deepEqual([...sent].sort(), Object.keys(verbs).sort());
});

test('every verb of the contract has somebody who answers it', () => {
  for (const verb of Object.keys(verbs)) assert.ok(clickFor(verb), verb);
  assert.equal(clickFor('toString'), undefined);
});

test('every button has a fallback that carries the same verb and data', () => {
  const clicked = executes.filter(({ held }) => held === 'actions');
  assert.ok(clicked.length > 0);
  for (const { name, node } of clicked) {
    assert.ok(isNode(node.fallback), name);
    assert.equal(node.fallback.type, 'Action.Submit', name);
    assert.equal(node.fallback.title, node.title, name);
    assert.deepEqual(node.fallback.data, { ...asNode(node.data), verb: node.verb }, name);
  }
});

test('buttons stand in action sets, at most six to a card', () => {
  for (const { name, card } of drawn) {
    assert.equal(card.actions, undefined, name);
    const buttons = [...nodesOf(card)].filter(
      ({ held, node }) => held === 'actions' && String(node.type).startsWith('Action.'),
    );
    assert.ok(buttons.length <= 6, `${name}: ${buttons.length}`);
  }
});

test('the first button is the one that the card is for', () => {
  const first = (name: string) =>
    executes.find((execute) => execute.held === 'actions' && execute.name === `${name} (en)`)?.node
      .verb;
  assert.equal(first('approval: five'), 'approval.approve');
  assert.equal(first('result: done'), 'request.results');
  const confirm = drawn.find(({ name }) => name === 'review: clean (en)');
  const sets = [...nodesOf(confirm?.card)].filter(({ node }) => node.type === 'ActionSet');
  const last = sets.at(-1)?.node.actions;
  assert.ok(Array.isArray(last));
  assert.equal(last[0].verb, 'request.confirm');
});

test('every input has a known id and a label, and none is asked for twice', () => {
  for (const { name, card } of drawn) {
    const found = [...nodesOf(card)]
      .map(({ node }) => node)
      .filter((node) => String(node.type).startsWith('Input.'));
    const ids = found.map(({ id }) => String(id));
    assert.equal(new Set(ids).size, ids.length, name);
    for (const id of ids) assert.ok(inputs.includes(id), `${name}: ${id}`);
    for (const input of found)
      assert.match(String(input.type === 'Input.Toggle' ? input.title : input.label), /\S/, name);
  }
});

test('text of a card wraps, and nothing needs more than three columns side by side', () => {
  for (const { name, node } of nodes) {
    if (node.type === 'TextBlock') assert.equal(node.wrap, true, name);
    if (node.type === 'ColumnSet') assert.ok(asList(node.columns).length <= 3, name);
  }
});

test('only cards that the contract refreshes refresh, and for sixty people at most', () => {
  for (const { name, card } of drawn) {
    if (card.refresh === undefined) continue;
    assert.match(name, /^(running|approval-shared):/);
    const { action, userIds = [] } = asNode(card.refresh);
    assert.ok(['request.view', 'approval.view'].includes(String(asNode(action).verb)), name);
    assert.ok(asList(userIds).length <= 60, name);
  }
});

test('words from people become text runs or choices and nothing else', () => {
  const canary = 'win](https://evil.example)';
  assert.ok(hostile.includes(canary));
  let seen = 0;
  for (const { name, node } of nodes)
    for (const [property, value] of Object.entries(node)) {
      if (typeof value !== 'string' || !value.includes(canary)) continue;
      seen += 1;
      const isRun = node.type === 'TextRun' && property === 'text';
      const isChoice = node.type === undefined && (property === 'title' || property === 'value');
      assert.ok(
        isRun || isChoice || property === 'fallbackText',
        `${name}: ${node.type} ${property}`,
      );
    }
  assert.ok(seen > 50);
});

test('hostile words add no element, no action and no link', () => {
  const known =
    /^(AdaptiveCard|TextBlock|RichTextBlock|TextRun|ColumnSet|Column|Container|ActionSet|Input\.(Text|Toggle|ChoiceSet)|Action\.(Execute|Submit|ToggleVisibility))$/;
  for (const { name, held, node } of nodes) {
    if (node.type !== undefined) assert.match(String(node.type), known, name);
    if (held === 'backgroundImage') assert.ok(barFills.includes(String(node.url)), name);
    else assert.equal(node.url, undefined, name);
    assert.equal(node.selectAction, undefined, name);
  }
});

test('hostile words turn no reading direction and break no line', () => {
  for (const { name, card, summary } of drawn)
    assert.doesNotMatch(
      JSON.stringify(card) + summary,
      /[\u202a-\u202e\u2028\u2029\u200b\ue000]|\\[nr]/,
      name,
    );
});

test('a card that nobody can be invited with has no Confirm', () => {
  const sent = (name: string) =>
    executes
      .filter((execute) => execute.name.startsWith(`review: ${name}`))
      .map(({ node }) => node.verb);
  assert.ok(sent('clean').includes('request.confirm'));
  for (const name of ['nobody', 'nothing at all', 'project needed'])
    assert.ok(!sent(name).includes('request.confirm'), name);
});

test('a decided approval, and one of your own, have no button that decides', () => {
  const deciding = executes.filter(({ name }) =>
    /^(approval-decided: |approval: own request)/.test(name),
  );
  assert.deepEqual(deciding, []);
});

test('a channel reads no address and no comment about partners', () => {
  const shown = drawn.filter(({ name }) =>
    /^(approval-shared|alert|digest): (?!hostile)/.test(name),
  );
  for (const { name, card } of shown) assert.doesNotMatch(JSON.stringify(card), /@/, name);
  const decided = drawn.find(({ name }) => name === 'approval-decided: seen by the channel (en)');
  assert.doesNotMatch(JSON.stringify(decided?.card), /Jane/);
});

test("an alert's summary names the partner, a digest's begins with the number", () => {
  const summary = (name: string) => drawn.find((sample) => sample.name === name)?.summary;
  assert.equal(summary('alert: accepted (en)'), 'Jane Doe has accepted the invitation to Atlas');
  assert.equal(
    summary('alert: accepted (nl)'),
    'Jane Doe heeft de uitnodiging voor Atlas geaccepteerd',
  );
  assert.match(summary('digest: three (en)') ?? '', /^3 partners/);
  assert.match(summary('digest: two thousand (nl)') ?? '', /^2\.000 partners/);
});

function asNode(value: unknown): Node {
  assert.ok(isNode(value));
  return value;
}

function asList(value: unknown): unknown[] {
  assert.ok(Array.isArray(value));
  return value;
}
