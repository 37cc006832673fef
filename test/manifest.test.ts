import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { commandNames, commands } from '../bot/commands/commands.ts';
import { aboutPaths } from '../bot/http/about-pages.ts';
import { extensionCommand } from '../bot/routes/answer-dialog.ts';
import { commandDescription, commandWords } from '../bot/words/command-words.ts';
import {
  buildPackage,
  iconFaults,
  outlineFaults,
  PackageFault,
  ruleFaults,
  schemaFaults,
} from '../scripts/package/build-package.ts';

const env = {
  MicrosoftAppId: 'C0FFEE00-0000-4000-8000-000000000001',
  PUBLIC_URL: 'https://guestlist.contoso.example/',
};
const files = unzipSync((await buildPackage(env)).zip);
const nl: Readonly<Record<string, string>> = JSON.parse(
  strFromU8(files['nl.json'] ?? new Uint8Array()),
);
const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()));

/** The scopes of the manifest, and their names in the table of commands. */
const places = [
  ['personal', 'personal'],
  ['team', 'channel'],
] as const;

test('the package has the manifest, the language file and both icons at its root', () => {
  assert.deepEqual(Object.keys(files).sort(), [
    'color.png',
    'manifest.json',
    'nl.json',
    'outline.png',
  ]);
});

test("app and bot have the registration's id, and the addresses are the bot's", () => {
  assert.equal(manifest.id, 'c0ffee00-0000-4000-8000-000000000001');
  assert.equal(manifest.bots[0].botId, manifest.id);
  const { websiteUrl, privacyUrl, termsOfUseUrl } = manifest.developer;
  const paths = [websiteUrl, privacyUrl, termsOfUseUrl].map((link) => new URL(link).pathname);
  assert.deepEqual(paths, ['/', '/privacy', '/terms']);
  assert.deepEqual(
    paths.filter((path) => !aboutPaths.includes(path)),
    [],
  );
  assert.equal(new URL(websiteUrl).origin, 'https://guestlist.contoso.example');
});

test('the script names all missing variables at once', async () => {
  const rejected = buildPackage({ PUBLIC_URL: 'http://guestlist.contoso.example' });
  await assert.rejects(rejected, (error) => {
    assert.ok(error instanceof PackageFault);
    assert.match(error.message, /MicrosoftAppId.*\nPUBLIC_URL/);
    return true;
  });
});

test("Microsoft's schema finds faults in the manifest", async () => {
  assert.deepEqual(await schemaFaults(manifest), []);
  assert.notDeepEqual(await schemaFaults({ ...manifest, nonsense: true }), []);
  assert.notDeepEqual(await schemaFaults({ ...manifest, id: 'no guid' }), []);
});

test('the script finds faults that the schema allows and Teams refuses', async () => {
  assert.deepEqual(await ruleFaults(manifest), []);
  const { supportsChannelFeatures: _, ...without } = manifest;
  assert.deepEqual(await schemaFaults(without), []);
  assert.match((await ruleFaults(without)).join(), /tier1/);
  assert.match((await ruleFaults({ ...manifest, version: '1.0' })).join(), /three numbers/);
  const name = { ...manifest.name, other: 'x' };
  assert.match((await ruleFaults({ ...manifest, name })).join(), /nl\.json: name\.other/);
});

test('the script finds an icon of the wrong size, and an outline without a transparent background', () => {
  const colour = files['color.png'] ?? new Uint8Array();
  assert.deepEqual(iconFaults('color.png', colour, 192), []);
  assert.match(iconFaults('outline.png', colour, 32).join(), /32 by 32/);
  assert.match(outlineFaults('outline.png', colour).join(), /transparent/);
  assert.match(iconFaults('color.png', Buffer.from('GIF89a'), 192).join(), /PNG/);
});

test('people can send files to the bot, in personal chats and teams', () => {
  assert.equal(manifest.bots[0].supportsFiles, true);
  assert.deepEqual(manifest.bots[0].scopes, ['personal', 'team']);
});

test('the message extension has the one command that the bot answers, for the compose box alone', () => {
  const [extension, ...others] = manifest.composeExtensions;
  assert.deepEqual(others, []);
  assert.equal(extension.botId, manifest.id);
  const [command] = extension.commands;
  assert.deepEqual(
    extension.commands.map(({ id }: { id: string }) => id),
    [extensionCommand],
  );
  assert.deepEqual(
    [command.type, command.fetchTask, command.context],
    ['action', true, ['compose']],
  );
  for (const word of ['title', 'description'])
    assert.match(nl[`composeExtensions[0].commands[0].${word}`] ?? '', /\S/);
});

test('the command lists are the first twelve of the table of commands, in both languages', () => {
  for (const [index, [scope, here]] of places.entries()) {
    const open = commandNames
      .filter((name) => ['anywhere', here].includes(commands[name].where))
      .slice(0, 12);
    assert.ok(open.length > 4);
    const list = manifest.bots[0].commandLists[index];
    assert.deepEqual(list.scopes, [scope]);
    assert.deepEqual(
      list.commands,
      open.map((name) => ({
        title: commandWords(name, 'en')[0],
        description: commandDescription(name, 'en'),
      })),
    );
    for (const [at, name] of open.entries()) {
      const key = `bots[0].commandLists[${index}].commands[${at}]`;
      assert.equal(nl[`${key}.title`], commandWords(name, 'nl')[0]);
      assert.equal(nl[`${key}.description`], commandDescription(name, 'nl'));
    }
  }
});

test('no two commands share a word in one language, and none begins with a slash', () => {
  for (const language of ['en', 'nl'] as const) {
    const words = commandNames.flatMap((name) => commandWords(name, language));
    assert.equal(new Set(words).size, words.length, language);
    for (const word of words) assert.match(word, /^[a-z]+([ -][a-z]+)?$/);
  }
});
