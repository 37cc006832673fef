import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CardFault, renderCard } from '../../bot/cards/render-card.ts';

const value = (name: string) => `$\{${name}}`;

test('a template with a name that the view lacks throws', () => {
  const template = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: value('missing') }] };
  assert.throws(() => renderCard(template, {}, 'A card'), CardFault);
});

test('a card shows text that looks like a placeholder unchanged', () => {
  const template = { type: 'AdaptiveCard', body: [{ type: 'TextRun', text: value('name') }] };
  const name = `${value('secret')} and $\{}`;
  const { card } = renderCard(template, { name, secret: 'told' }, 'A card');
  assert.deepEqual(card.body, [{ type: 'TextRun', text: name }]);
});

test('an unwanted refresh leaves no trace', () => {
  const template = { type: 'AdaptiveCard', refresh: { $when: value('wanted'), action: {} } };
  assert.ok(!('refresh' in renderCard(template, { wanted: false }, 'A card').card));
  assert.ok('refresh' in renderCard(template, { wanted: true }, 'A card').card);
});

test("the fallback keeps the button's rule about its inputs", () => {
  const action = { type: 'Action.Execute', verb: 'a.b', data: { id: 1 }, associatedInputs: 'none' };
  const { card } = renderCard({ type: 'AdaptiveCard', actions: [action] }, {}, 'A card');
  const fallback = {
    type: 'Action.Submit',
    data: { id: 1, verb: 'a.b' },
    associatedInputs: 'none',
  };
  assert.deepEqual(card.actions, [{ ...action, fallback }]);
});
