import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verbFor } from '../../bot/clicks/verbs.ts';
import { asList, asNode, isNode, type Node, nodesOf } from './card-tree.ts';
import { verbs } from './contract-verbs.ts';
import { drawn, nodes } from './drawn-samples.ts';

const inputs = [
  ...'project language sendMail onlyValid comment rows reason from lines typed until day'.split(
    ' ',
  ),
  ...'approvalId requestId topic list guestId person address name'.split(' '),
];

const inputIdsOn = (card: string) =>
  nodes
    .filter(({ name, node }) => name === card && String(node.type).startsWith('Input.'))
    .map(({ node }) => String(node.id));

const executes = nodes.filter(({ node }) => node.type === 'Action.Execute');

/** A button to another page of a list says where that page begins. */
const sentBy = ({ verb, data }: Node) => {
  const sent = verbs[String(verb)];
  const pages = ['approval.view', 'alert.view'].includes(String(verb)) && isNode(data);
  return pages && data.from !== undefined ? [...(sent ?? []), 'from'] : sent;
};

/** What is no number. */
const formats: Readonly<Record<string, RegExp>> = {
  list: /^([a-z]+ (\d+|waiting|past|own)|guests [a-z]+ [a-z0-9-]+|audit (csv|jsonl) [0-9-]{10} [0-9-]{10}|(pending|report) (all|of [a-z0-9-]+))$/,
  topic: /^[a-z0-9-]+$/,
  form: /^f:[0-9a-f-]{36}$/,
  person: /^[0-9a-f]{8}(-[0-9a-f]{4,12}){4}$/,
  until: /^\d{4}-\d\d-\d\d$/,
};

test('a card sends only verbs of the contract, with ids and a version and nothing else', () => {
  for (const { name, node } of executes) {
    const expected = sentBy(node);
    assert.ok(expected, `${name}: ${node.verb}`);
    assert.ok(isNode(node.data));
    const typed = node.associatedInputs === 'none' ? [] : inputIdsOn(name);
    const sent = expected.filter((key) => !typed.includes(key));
    assert.deepEqual(Object.keys(node.data), sent, `${name}: ${node.verb}`);
    for (const [key, value] of Object.entries(node.data)) {
      const format = formats[key];
      if (format !== undefined) assert.match(String(value), format, name);
      else assert.equal(typeof value, 'number', name);
    }
  }
});

test('together the cards send every verb of the contract', () => {
  const sent = new Set(executes.map(({ node }) => String(node.verb)));
  assert.deepEqual([...sent].sort(), Object.keys(verbs).sort());
});

test('every verb of the contract has a handler', () => {
  for (const verb of Object.keys(verbs)) assert.ok(verbFor(verb), verb);
  assert.equal(verbFor('toString'), undefined);
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

test('buttons stand in action sets, and nobody sees more than six on a card', () => {
  const buttonsIn = (part: unknown) =>
    [...nodesOf(part)].filter(
      ({ held, node }) => held === 'actions' && String(node.type).startsWith('Action.'),
    );
  for (const { name, card } of drawn) {
    assert.equal(card.actions, undefined, name);
    // A button that opens one panel closes the others. What old clients alone show has no id.
    const panels = asList(card.body)
      .filter((part) => asNode(part).isVisible === false)
      .filter((part) => asNode(part).id !== undefined);
    const inPanels = panels.map((panel) => buttonsIn(panel).length);
    const hidden = inPanels.reduce((sum, count) => sum + count, 0);
    const seen = buttonsIn(card).length - hidden + Math.max(0, ...inPanels);
    assert.ok(seen <= 6, `${name}: ${seen}`);
    const ids = panels.map((panel) => asNode(panel).id);
    for (const { node } of buttonsIn(card)) {
      if (node.type !== 'Action.ToggleVisibility') continue;
      const closes = asList(node.targetElements).flatMap((target) =>
        typeof target === 'string' ? [target] : [asNode(target).elementId],
      );
      assert.deepEqual(closes.toSorted(), ids.toSorted(), name);
    }
  }
});

test("the first button is the card's main one", () => {
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

test('every input has a known id and a label, and no card has an input twice', () => {
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

test('only the cards that the contract names refresh, for at most sixty people', () => {
  for (const { name, card } of drawn) {
    if (card.refresh === undefined) continue;
    assert.match(name, /^(running|approval-shared):/);
    const { action, userIds = [] } = asNode(card.refresh);
    assert.ok(['request.view', 'approval.view'].includes(String(asNode(action).verb)), name);
    assert.ok(asList(userIds).length <= 60, name);
  }
});

test('a card without a usable row has no Confirm', () => {
  const sent = (name: string) =>
    executes
      .filter((execute) => execute.name.startsWith(`review: ${name}`))
      .map(({ node }) => node.verb);
  assert.ok(sent('clean').includes('request.confirm'));
  for (const name of ['nobody', 'nothing at all', 'project needed'])
    assert.ok(!sent(name).includes('request.confirm'), name);
});

test("a decided approval, and the approval of one's own request, have no button that decides", () => {
  const deciding = executes
    .filter(({ name }) => /^(approval-decided: |approval: own request)/.test(name))
    .filter(({ node }) => node.verb !== 'approval.undo');
  assert.deepEqual(deciding, []);
});

test('no button is longer than a phone shows', () => {
  const titles = nodes.flatMap(({ node }) =>
    String(node.type).startsWith('Action.') ? [String(node.title ?? '')] : [],
  );
  const isLong = (title: string) => title.replace(/\d[\d.,]*/g, '9').length > 36;
  assert.deepEqual([...new Set(titles.filter(isLong))], []);
});
