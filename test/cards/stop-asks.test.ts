import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseCard } from '../../bot/cards/choose-card.ts';
import { asList, asNode, nodesOf } from './card-tree.ts';
import { drawn } from './drawn-samples.ts';

const cancels = (part: unknown) =>
  [...nodesOf(part)].filter(
    ({ held, node }) => held === 'actions' && node.verb === 'request.cancel',
  );

test('a confirmed request is stopped only after a question, on every card', () => {
  const cards = drawn.filter(({ name }) => /^(running|status-one|choose): /.test(name));
  for (const { name, card } of cards) {
    const open = asList(card.body).filter((part) => asNode(part).isVisible !== false);
    const atOnce = open.flatMap(cancels).map(({ node }) => asNode(node.data).requestId);
    const drafts = name.startsWith('choose: cancel') ? [1042, 1041] : [];
    assert.deepEqual(atOnce, drafts, name);
  }
  const listed = drawn.find(({ name }) => name === 'choose: cancel (en)')?.card;
  assert.equal(cancels(listed).length, 4);
  assert.match(JSON.stringify(listed), /#1040: Invitations already started will finish/);
  assert.match(JSON.stringify(listed), /#1039: The owners are no longer asked, and nothing ch/);
});

test('a card that offers requests to try again, hold or resume says nothing about a cancel', () => {
  const stops = { kind: 'invite', untouched: false } as const;
  const requests = [{ id: 1040, version: 1, source: { kind: 'line' }, stops }] as const;
  for (const what of ['retry', 'hold', 'resume'] as const) {
    const { card } = chooseCard({ what, requests, partners: [], count: 1 }, 'en');
    assert.deepEqual(cancels(card), [], what);
    assert.doesNotMatch(JSON.stringify(card), /cannot be undone/, what);
  }
});

test('a request that only waits for owners is withdrawn, and one with work begun is cut short', () => {
  const buttons = (sample: string) =>
    JSON.stringify(drawn.find(({ name }) => name === `running: ${sample} (en)`)?.card);
  assert.match(buttons('may follow up'), /"Withdraw request"/);
  assert.doesNotMatch(buttons('may follow up'), /"Cancel the rest"/);
  assert.match(buttons('begun'), /"Cancel the rest"/);
  assert.doesNotMatch(buttons('begun'), /"Withdraw request"/);
});
