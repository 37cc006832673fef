import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { test } from 'node:test';
import { startWithEchoBot } from './echo-bot.ts';
import { listAt, textAt } from './json.ts';
import type { Teams } from './teams.ts';

const send = (teams: Teams, method: string, path: string, body: unknown) =>
  fetch(teams.url + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('the page reads and turns knobs over HTTP, and Teams refuses wrong ones', async () => {
  await using started = await startWithEchoBot();
  const { teams } = started;
  assert.equal((await send(teams, 'PATCH', '/sandbox/knobs', { latencyMs: 5 })).status, 200);
  assert.equal(teams.knobs.latencyMs, 5);
  const knobs: unknown = await (await fetch(`${teams.url}/sandbox/knobs`)).json();
  assert.deepEqual(knobs, teams.knobs);
  assert.equal((await send(teams, 'PATCH', '/sandbox/knobs', { speed: 5 })).status, 400);
  assert.equal((await send(teams, 'PATCH', '/sandbox/knobs', { latencyMs: '5' })).status, 400);
  assert.equal(teams.knobs.latencyMs, 5);
});

test('the page writes, sends samples and reads the messages of a person', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  const said = await send(teams, 'POST', '/sandbox/say', { as: 'alex', text: 'help' });
  assert.equal(said.status, 200);
  const sample = { as: 'alex', sample: 'partners-2000.csv' };
  assert.equal((await send(teams, 'POST', '/sandbox/file', sample)).status, 200);
  assert.equal(textAt(listAt(bot.heard.at(-1), 'attachments')[0], 'name'), 'partners-2000.csv');
  const seen: unknown = await (await fetch(`${teams.url}/sandbox/messages?as=alex`)).json();
  assert.deepEqual(seen, teams.messages('alex'));
  const alien = await (await fetch(`${teams.url}/sandbox/messages?as=alex&in=atlas`)).json();
  assert.deepEqual(alien, []);
  assert.equal((await send(teams, 'POST', '/sandbox/say', { as: 'bob', text: 'hi' })).status, 400);
});

test('the bot does not get a channel message without a mention', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installTeam('atlas', 'megan');
  bot.heard.length = 0;
  const words = { as: 'megan', in: 'atlas', text: 'lunch?' };
  await send(teams, 'POST', '/sandbox/say', { ...words, mention: false });
  assert.equal(bot.heard.length, 0);
  await send(teams, 'POST', '/sandbox/say', words);
  assert.equal(bot.heard.length, 1);
});

test('the sample partners-2000.csv has two thousand partners', async () => {
  await using started = await startWithEchoBot();
  const res = await fetch(`${started.teams.url}/sandbox/samples/partners-2000.csv`);
  assert.equal((await res.text()).trim().split('\r\n').length, 2001);
  const other = await fetch(`${started.teams.url}/sandbox/samples/..%2Fseed.ts`);
  assert.equal(other.status, 404);
});

test('the page has all its parts, and its policy forbids it to load from elsewhere', async () => {
  await using started = await startWithEchoBot();
  const html = await fetch(started.teams.url);
  assert.match(html.headers.get('content-security-policy') ?? '', /default-src 'self'/);
  const linked = [...(await html.text()).matchAll(/(?:src|href)="\/page\/([^"]+)"/g)];
  const files = readdirSync(new URL('../page/', import.meta.url)).filter((f) => f !== 'index.html');
  const parts = [...linked.map(([, name]) => name ?? ''), ...files];
  assert.ok(parts.includes('adaptivecards.js'));
  for (const part of parts)
    assert.equal((await fetch(`${started.teams.url}/page/${part}`)).status, 200, part);
  for (const part of ['nothing.js', '..%2Fseed.ts', '../samples/clean.csv'])
    assert.equal((await fetch(`${started.teams.url}/page/${part}`)).status, 404, part);
});

test('the practice Teams refuses calls from other pages in the same browser', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  const form = await fetch(`${teams.url}/sandbox/say`, { method: 'POST', body: '{"as":"alex"}' });
  assert.equal(form.status, 415);
  const status = await new Promise<number | undefined>((done) => {
    request(`${teams.url}/sandbox/knobs`, { headers: { host: 'evil.example' } }, (res) => {
      res.resume();
      done(res.statusCode);
    }).end();
  });
  assert.equal(status, 403);
  assert.equal(bot.heard.length, 0);
});

test('a listener gets an event after a change', async () => {
  await using started = await startWithEchoBot();
  const { teams } = started;
  const events = await fetch(`${teams.url}/events`);
  const reader = events.body?.getReader();
  await reader?.read();
  await teams.say('alex', 'hello');
  const { value } = (await reader?.read()) ?? {};
  assert.match(Buffer.from(value ?? []).toString(), /event: change/);
  await reader?.cancel();
});
