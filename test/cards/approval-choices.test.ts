import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ApprovalView, approvalCard } from '../../bot/cards/approval-card.ts';
import { approvals } from './approval-samples.ts';
import { asList, asNode, nodesOf } from './card-tree.ts';
import { drawn } from './drawn-samples.ts';

const five = approvals.five;
assert.ok(five);
const of = (count: number, more: Partial<ApprovalView> = {}) => {
  const partners = Array.from({ length: count }, (_, index) => ({
    row: index + 1,
    name: `Partner Number ${index + 1}`,
    address: `p${index + 1}@fabrikam.example`,
    plan: 'invite' as const,
  }));
  return nodesIn({ ...five, partners, ...more });
};
const nodesIn = (view: ApprovalView) =>
  [...nodesOf(approvalCard(view, 'en').card)].map(({ node }) => node);
type Nodes = ReturnType<typeof nodesIn>;

/** The panel that holds the button, or undefined where everybody sees it at once. */
const panelOf = (nodes: Nodes, verb: string) =>
  nodes.find(
    (node) =>
      node.isVisible === false &&
      [...nodesOf(node)].some(({ node: inside }) => inside.verb === verb),
  )?.id;

test('from twenty partners on the card asks once before it approves all', () => {
  assert.equal(panelOf(of(19), 'approval.approve'), undefined);
  const twenty = of(20);
  assert.equal(panelOf(twenty, 'approval.approve'), 'sure');
  const opens = twenty.find(({ title }) => title === 'Approve all 20');
  assert.equal(opens?.type, 'Action.ToggleVisibility');
  assert.ok(twenty.some(({ title }) => title === 'Yes, approve all 20'));
  assert.match(JSON.stringify(twenty), /You approve 20 partners from 2 domains for Atlas/);
  const longer = of(2000, { extendTo: '2027-06-30' });
  assert.match(JSON.stringify(longer), /You extend the access of 2,000 partners/);
  assert.equal(
    of(20, { mayDecide: false }).find(({ verb }) => verb === 'approval.approve'),
    undefined,
  );
});

test('up to fifteen partners have check boxes, and more are chosen by number', () => {
  const rows = (nodes: Nodes) => nodes.find(({ id }) => id === 'rows');
  const boxes = rows(of(15));
  assert.equal(boxes?.type, 'Input.ChoiceSet');
  assert.equal(boxes?.isMultiSelect, true);
  const choices = asList(boxes?.choices).map(asNode);
  assert.deepEqual(
    choices.map(({ value }) => value),
    Array.from({ length: 15 }, (_, index) => String(index + 1)),
  );
  assert.equal(choices[2]?.title, '(3) Partner Number 3');
  assert.equal(rows(of(16))?.type, 'Input.Text');
  assert.equal(rows(of(1)), undefined);
});

test('partners rejected in an earlier stage have no box, and count neither in the question nor among the partners to check', () => {
  const [partner] = five.partners;
  assert.ok(partner);
  const flags = ['name claims'] as const;
  const partners = [partner, { ...partner, row: 2 }, { ...partner, row: 3, flags, rejected: true }];
  const nodes = nodesIn({ ...five, partners });
  const boxes = asList(nodes.find(({ id }) => id === 'rows')?.choices).map(asNode);
  assert.deepEqual(
    boxes.map(({ value }) => value),
    ['1', '2'],
  );
  const words = JSON.stringify(nodes);
  assert.match(words, /rejected already/);
  assert.match(words, /Approve all 2/);
  assert.doesNotMatch(words, /1 name holds an address/);
});

test('an owner who decided in a stage that has passed gets no button that pages the list', () => {
  const stage = { now: 2, of: 2, approvedBefore: [] };
  for (const list of ['first', 'all'] as const) {
    const view = { list, mayDecide: false };
    const pages = (isAsked: boolean) =>
      of(50, { ...view, stage: { ...stage, isAsked } }).filter(
        ({ verb }) => verb === 'approval.view',
      );
    assert.equal(pages(false).length, 0);
    assert.ok(pages(true).length > 0);
  }
});

test('a name beside a check box is never markup, and access that is over has none', () => {
  const [partner] = five.partners;
  assert.ok(partner);
  const name = '1. **Jane** [win](https://evil.example) <b>_x_</b>';
  const nodes = nodesIn({
    ...five,
    partners: [
      { ...partner, name },
      { ...partner, row: 2, name: undefined },
      { ...partner, row: 3, over: true },
    ],
  });
  const titles = asList(nodes.find(({ id }) => id === 'rows')?.choices).map(
    (choice) => asNode(choice).title,
  );
  assert.equal(titles.length, 2);
  assert.doesNotMatch(String(titles[0]), /[*_[\]<>`]/);
  assert.match(String(titles[0]), /^\(1\) /);
  assert.equal(titles[1], '(2) partner1@fabrikam.example');
});

/** The numbers of the partners, in the order in which the card shows them. */
const numbersOn = (nodes: Nodes) =>
  nodes.flatMap(({ type, text }) =>
    type === 'TextRun' && /^\d+\. $/.test(String(text)) ? [Number.parseInt(String(text), 10)] : [],
  );

test('partners to check stand first, the most pressing at the top, and keep their numbers', () => {
  const partners = Array.from({ length: 2000 }, (_, index) => ({
    row: index + 1,
    name: 'Jane Doe',
    address: `p${index + 1}@fabrikam.example`,
    plan: 'invite' as const,
    flags: [
      ...(index === 1998 ? (['look-alike domain'] as const) : []),
      ...(index === 700 ? (['name claims'] as const) : []),
      ...(index === 30 ? (['first of domain'] as const) : []),
    ],
  }));
  const first = nodesIn({ ...five, partners });
  assert.deepEqual(numbersOn(first).slice(0, 5), [1999, 701, 31, 1, 2]);
  assert.match(JSON.stringify(first), /Partners to check stand first/);
  const second = nodesIn({ ...five, partners, list: 'all', from: 21 });
  assert.deepEqual(numbersOn(second).slice(0, 3), [18, 19, 20]);
  assert.doesNotMatch(JSON.stringify(of(5)), /stand first/);
});

test('a long list has Previous and Next, and asks nobody to type a number', () => {
  for (const { name, card } of drawn) {
    const nodes = [...nodesOf(card)].map(({ node }) => node);
    assert.ok(!nodes.some(({ id }) => id === 'from'), name);
  }
  const pages = of(2000, { list: 'all', from: 21 }).filter(
    ({ type, verb }) => type === 'Action.Execute' && verb === 'approval.view',
  );
  assert.deepEqual(
    pages.map(({ title, data }) => [title, asNode(data).from]),
    [
      ['Previous', 1],
      ['Next', 41],
    ],
  );
});

test('an outcome names the rejected partners first', () => {
  const decided = drawn.find(({ name }) => name === 'approval-decided: some of many (en)');
  const numbers = numbersOn([...nodesOf(decided?.card)].map(({ node }) => node));
  assert.deepEqual(numbers.slice(0, 3), [19, 20, 1]);
});
