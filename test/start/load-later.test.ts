import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { loadLater, neededLater } from '../../bot/load-later.ts';

const asked = Object.entries(neededLater).flatMap(([asks, names]) =>
  names.map((name) => ({ asks, name })),
);
const requireIn = (library: string) =>
  createRequire(new URL(`../../node_modules/${library}/not-there.js`, import.meta.url));

test('a library that is read later is the library itself at its first use', () => {
  const allIsRead = loadLater();
  const early = asked.map(({ asks, name }) => requireIn(asks)(name));
  allIsRead();
  for (const [at, { asks, name }] of asked.entries()) {
    const require = requireIn(asks);
    const real = require(require.resolve(name));
    assert.notEqual(early[at], real, `${name} was read at once for ${asks}`);
    const keys = Object.keys(real);
    for (const key of keys) assert.equal(early[at][key], real[key], `${key} of ${name}`);
    assert.ok(keys.every((key) => key in early[at]));
  }
});

test('a library that is a class or a function can be called through its stand-in', () => {
  const allIsRead = loadLater();
  const Ewma = requireIn('restify')('ewma');
  const send = requireIn('restify')('send');
  allIsRead();
  const average = new Ewma(1000, 5);
  assert.equal(average.value(), 5);
  assert.equal(typeof send({ url: '/', headers: {} }, '/').pipe, 'function');
});

test('Node reads such a library at its first use, and not before', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'later-'));
  t.after(() => rm(folder, { recursive: true }));
  const fileOf = async (library: string, text: string) => {
    const file = join(folder, 'node_modules', library, 'index.js');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return await realpath(file);
  };
  const asks = await fileOf('restify', "const csv = require('csv'); exports.use = () => csv.rows;");
  const asked = await fileOf('csv', 'exports.rows = 7;');
  const require = createRequire(import.meta.url);
  const allIsRead = loadLater();
  const library = require(asks);
  allIsRead();
  assert.equal(require.cache[asked], undefined);
  assert.equal(library.use(), 7);
  assert.notEqual(require.cache[asked], undefined);
});
