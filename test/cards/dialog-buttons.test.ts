import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCommand } from '../../bot/routes/read-command.ts';
import { asNode } from './card-tree.ts';
import { nodes } from './drawn-samples.ts';

const submits = nodes.filter(
  ({ held, node }) => held === 'actions' && node.type === 'Action.Submit',
);
const teamsPart = ({ node }: (typeof submits)[number]) => asNode(asNode(node.data).msteams);

test('a button that opens a dialog says so, and in old clients asks for the form as a card', () => {
  const opening = submits.filter((each) => teamsPart(each).type === 'task/fetch');
  assert.ok(opening.length > 0);
  for (const { name, node } of opening) assert.equal(asNode(node.data).verb, 'invite.form', name);
});

test('any other such button writes words that the bot knows, without an address or a name', () => {
  const writing = submits.filter((each) => teamsPart(each).type !== 'task/fetch');
  assert.ok(writing.length > 0);
  for (const each of writing) {
    assert.equal(teamsPart(each).type, 'imBack', each.name);
    assert.equal(readCommand(String(teamsPart(each).value)).kind, 'command', each.name);
  }
});
