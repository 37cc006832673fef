import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const main = fileURLToPath(new URL('../../bot/routes/teams-ai.ts', import.meta.url));

/** The ids of all CommonJS modules that the router reads, in a process where nothing else reads any. */
async function readByRouter(): Promise<string> {
  const script = `
    const { TeamsApplication } = await import(${JSON.stringify(main)});
    new TeamsApplication({});
    const { createRequire } = await import('node:module');
    console.log(Object.keys(createRequire(${JSON.stringify(main)}).cache).join('\\n'));`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    script,
  ]);
  return stdout;
}

test('the router loads without dialogs, tokenizer and AI client', async () => {
  const read = await readByRouter();
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
