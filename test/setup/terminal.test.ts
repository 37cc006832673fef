import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { removeSetup } from '../../scripts/setup/remove-setup.ts';
import { readSetupList } from '../../scripts/setup/setup-files.ts';
import { people, tenantId } from '../sandbox/seed.ts';
import { given, groupNames, scene, written } from './setup-scene.ts';
import { ctrlC, enter, hasTerminals, openTerminal } from './terminal.ts';

const { alex, adele, megan } = people;
const setup = fileURLToPath(new URL('../../scripts/setup.ts', import.meta.url));
const address = 'http://127.0.0.1:3999';

/** Set-up in a terminal, in a tenant that nobody has prepared. */
async function opened(t: Parameters<typeof scene>[0], language = 'en_US.UTF-8') {
  const { tenant, folder, run } = await scene(t);
  const begin = (...flags: string[]) =>
    openTerminal([process.execPath, setup, '--graph-url', tenant.url, ...flags].join(' '), {
      cwd: folder,
      env: { PATH: process.env.PATH, LANG: language },
    });
  const writes = () => tenant.requests().filter(({ method }) => method !== 'GET');
  return { tenant, folder, run, begin, writes };
}

test('an administrator answers the questions of set-up in a terminal', {
  skip: !hasTerminals,
}, async (t) => {
  const { tenant, folder, begin, writes } = await opened(t);
  const terminal = begin();
  const answer = async (question: RegExp, text: string) => {
    await terminal.sees(question);
    terminal.types(`${text}${enter}`);
  };
  await answer(/Tenant: its id/, tenantId);
  // A wrong answer is asked again at once, and costs none of the others.
  await answer(/The https address/, 'guestlist');
  await terminal.sees(/must be an address such as/);
  terminal.types('\u0015');
  terminal.types(`${address}${enter}`);
  await answer(/Who may invite/, `${alex.mail}, ${adele.mail}`);
  await answer(/Who runs the bot/, alex.mail);
  await answer(/What projects give/, '');
  await answer(/name of the first project/, 'Atlas');
  await answer(/Who owns it/, megan.mail);
  await terminal.sees(/Set-up makes the following in the tenant/);
  await terminal.sees(
    /Graph permission User\.Invite\.All, with admin consent: sends the invitations/,
  );
  await terminal.sees(/Make all of this\?/);
  assert.deepEqual([writes(), existsSync(`${folder}/guestlist-setup.json`)], [[], false]);
  terminal.types('y');
  await terminal.sees(/Group Guestlist operators: made/);
  // Start the bot now? Enter alone is a no.
  await answer(/Start the bot now\?/, '');
  assert.equal(await terminal.ended(), 0, terminal.said());
  const { config } = await written(folder);
  assert.deepEqual(tenant.membersOf(config.groups.inviters ?? ''), [alex.objectId, adele.objectId]);
  assert.deepEqual([tenant.violations(), tenant.unhandled()], [[], []]);
});

test('Ctrl-C ends set-up before it has made anything, and never in the middle of a call', {
  skip: !hasTerminals,
}, async (t) => {
  const { tenant, folder, run, begin, writes } = await opened(t, 'nl_NL.UTF-8');
  const { inviters, operators, owners } = given;
  const flags = Object.entries({ tenant: tenantId, address, inviters, operators, owners }).map(
    ([name, value]) => `--${name} '${value}'`,
  );
  const first = begin(...flags, '--features groups');
  await first.sees(/De naam van het eerste project/);
  first.types(ctrlC);
  await first.sees(/Er is niets gewijzigd/);
  assert.equal(await first.ended(), 1);
  assert.deepEqual([writes(), existsSync(`${folder}/guestlist-setup.json`)], [[], false]);

  // It finishes the call under way, and writes down what that made.
  tenant.failNext({ method: 'POST', path: /^\/applications$/, how: 'held after' });
  const second = begin(...flags, '--features groups', '--project Atlas');
  await second.sees(/Dit alles maken\?/);
  second.types('y');
  await tenant.until(() => tenant.held() === 1);
  second.types(ctrlC);
  await second.sees(/stopt na de lopende aanroep/);
  tenant.release();
  await second.sees(/Toepassing Guestlist.*gemaakt/);
  await second.sees(
    /U hebt de installatie gestopt.*gaat ze hier verder: De bijbehorende service-principal/,
  );
  await second.sees(/npm run setup -- --graph-url .* --project 'Atlas'/);
  assert.equal(await second.ended(), 1);
  const [application] = tenant.made().applications;
  assert.deepEqual(
    (await readSetupList(run.files))?.made.map(({ what }) => what),
    ['application'],
  );

  // Killed in the middle of a call, it still knows whose the group is.
  tenant.failNext({ method: 'POST', path: /^\/groups$/, how: 'held after' });
  const third = begin(...flags, '--features groups', '--project Atlas', '--yes');
  await tenant.until(() => tenant.held() === 1);
  third.killed();
  await third.ended();
  tenant.release();
  assert.deepEqual(tenant.made().applications, [application]);
  assert.deepEqual((await readSetupList(run.files))?.begun, [
    { what: 'group', name: 'Guestlist inviters' },
  ]);
  assert.equal(await removeSetup(run), true);
  assert.deepEqual([tenant.made().applications, await groupNames(run)], [[], []]);
});
