import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Application } from '../../bot/routes/teams-ai.ts';

const { cache } = createRequire(import.meta.url);
const moduleOf = (end: string) => Object.values(cache).find((read) => read?.id.endsWith(end));

/** Everything that a module reads, itself included. Other tests of this process may have read it first. */
function readBy(first: NodeJS.Module | undefined): Set<NodeJS.Module> {
  const found = new Set(first === undefined ? [] : [first]);
  for (const each of found) for (const child of each.children) found.add(child);
  return found;
}

test('the router loads without dialogs, tokenizer and AI client', () => {
  assert.equal(typeof new Application({}).activity, 'function');
  const read = [...readBy(moduleOf('teams-ai/lib/Application.js'))].map(({ id }) => id).join('\n');
  assert.match(read, /teams-ai\/lib\/Application\.js/);
  assert.doesNotMatch(
    read,
    /botbuilder-dialogs\/|recognizers-text-suite|gpt-tokenizer\/|openai\/|\/yaml\/|json-colorizer/,
  );
});

test('a caller of an omitted part gets an error that names the part and the explanation', () => {
  const parts: Record<string, new () => unknown> = createRequire(import.meta.url)(
    '../../bot/routes/never-called.cjs',
  );
  const Dialog = parts.Dialog;
  assert.ok(Dialog);
  assert.throws(() => new Dialog(), /Dialog is not loaded: see bot\/routes\/teams-ai\.ts/);
});
