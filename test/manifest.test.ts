import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { commands } from '../bot/words/commands.ts';
import { say } from '../bot/words/say.ts';
import nl from '../manifest/nl.json' with { type: 'json' };
import {
  buildPackage,
  iconFaults,
  outlineFaults,
  PackageFault,
  ruleFaults,
  schemaFaults,
} from '../scripts/app-package.ts';

const env = {
  MicrosoftAppId: 'C0FFEE00-0000-4000-8000-000000000001',
  PUBLIC_URL: 'https://guestlist.contoso.example/',
};
const files = unzipSync((await buildPackage(env)).zip);
const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()));

test('the package holds the manifest, the language file and both icons at its root', () => {
  assert.deepEqual(Object.keys(files).sort(), [
    'color.png',
    'manifest.json',
    'nl.json',
    'outline.png',
  ]);
});

test("app and bot carry the registration's id, and the addresses are the bot's", () => {
  assert.equal(manifest.id, 'c0ffee00-0000-4000-8000-000000000001');
  assert.equal(manifest.bots[0].botId, manifest.id);
  assert.equal(manifest.developer.websiteUrl, 'https://guestlist.contoso.example');
});

test('everything that the environment lacks is said at once', async () => {
  const rejected = buildPackage({ PUBLIC_URL: 'http://guestlist.contoso.example' });
  await assert.rejects(rejected, (error) => {
    assert.ok(error instanceof PackageFault);
    assert.match(error.message, /MicrosoftAppId.*\nPUBLIC_URL/);
    return true;
  });
});

test("Microsoft's schema finds what is wrong", async () => {
  assert.deepEqual(await schemaFaults(manifest), []);
  assert.notDeepEqual(await schemaFaults({ ...manifest, nonsense: true }), []);
  assert.notDeepEqual(await schemaFaults({ ...manifest, id: 'no guid' }), []);
});

test('what the schema lets pass and Teams refuses is found', async () => {
  assert.deepEqual(await ruleFaults(manifest), []);
  const { supportsChannelFeatures: _, ...without } = manifest;
  assert.deepEqual(await schemaFaults(without), []);
  assert.match((await ruleFaults(without)).join(), /tier1/);
  assert.match((await ruleFaults({ ...manifest, version: '1.0' })).join(), /three numbers/);
  const name = { ...manifest.name, other: 'x' };
  assert.match((await ruleFaults({ ...manifest, name })).join(), /nl\.json: name\.other/);
});

test('an icon of the wrong size is found, and an outline without a transparent ground', () => {
  const colour = files['color.png'] ?? new Uint8Array();
  assert.deepEqual(iconFaults('color.png', colour, 192), []);
  assert.match(iconFaults('outline.png', colour, 32).join(), /32 by 32/);
  assert.match(outlineFaults('outline.png', colour).join(), /transparent/);
  assert.match(iconFaults('color.png', Buffer.from('GIF89a'), 192).join(), /PNG/);
});

test('files can be sent to the bot, in personal chats and teams', () => {
  assert.equal(manifest.bots[0].supportsFiles, true);
  assert.deepEqual(manifest.bots[0].scopes, ['personal', 'team']);
});

test('the command lists are the table of commands, in both languages', () => {
  const dutch = new Map(Object.entries(nl));
  for (const [index, scope] of (['personal', 'team'] as const).entries()) {
    const open = commands.filter(({ scopes }) => scopes.some((one) => one === scope));
    const list = manifest.bots[0].commandLists[index];
    assert.deepEqual(list.scopes, [scope]);
    assert.deepEqual(
      list.commands,
      open.map((command) => wordsOf(command, 'en')),
    );
    for (const [at, command] of open.entries()) {
      const key = `bots[0].commandLists[${index}].commands[${at}]`;
      const { title, description } = wordsOf(command, 'nl');
      assert.equal(dutch.get(`${key}.title`), title);
      assert.equal(dutch.get(`${key}.description`), description);
    }
  }
});

test('the title of a command is its first word, so that a click is understood', () => {
  for (const command of commands)
    for (const language of ['en', 'nl'] as const)
      assert.equal(wordsOf(command, language).title, command.words[language][0]);
});

test('no two commands share a word in one language, and none begins with a slash', () => {
  for (const language of ['en', 'nl'] as const) {
    const words = commands.flatMap((command) => [...command.words[language]]);
    assert.equal(new Set(words).size, words.length, language);
    for (const word of words) assert.match(word, /^[a-z]+$/);
  }
});

function wordsOf(command: (typeof commands)[number], language: 'en' | 'nl') {
  return { title: say(language)(command.title), description: say(language)(command.description) };
}
