import assert from 'node:assert/strict';
import { hasVerb } from './shown.ts';
import type { Journey } from './start.ts';
import { anything, drop } from './steps.ts';

type On = Pick<Journey, 'teams'>;

const list = (heading: string, ...rows: string[]) =>
  ['version:v1.0', heading, ...rows].join('\r\n');
const toRemove = 'User name [userPrincipalName] Required';
const toRestore = 'Object ID [objectId] Required';

/** An operator drops Microsoft's files with a heading alone. */
export async function namesNone(journey: On): Promise<void> {
  for (const [heading, does] of [
    [toRemove, /names no account.*delete users/s],
    [toRestore, /names no account.*restore users/s],
  ] as const)
    await (await drop(journey, 'alex', { content: list(heading) }, anything)).says(does);
}

/** An operator writes something beside such a file. */
export async function wordsBeside(journey: On, address: string): Promise<void> {
  const content = list(toRemove, address);
  for (const [text, note] of [
    ['only those of beacon', /did not use these words: only those of beacon/],
    ['please remove these accounts', /^(?!.*did not use)/s],
  ] as const) {
    const card = await drop(journey, 'alex', { content, text }, (message) =>
      hasVerb(message, 'request.confirm'),
    );
    assert.match(card.text(), note);
    await card.click('request.cancel');
  }
}

/** An owner, and somebody who may not even invite, drop one. */
export async function forOperators(journey: On, address: string): Promise<void> {
  const content = list(toRemove, address);
  for (const person of ['adele', 'isaiah'] as const) {
    const said = await drop(journey, person, { content, name: 'users-to-delete.csv' }, anything);
    await said.says(/Only operators may do this/);
    assert.doesNotMatch(said.text(), /invite/);
  }
  const asked = { content, name: 'users.csv', text: 'remove these accounts' };
  await (await drop(journey, 'isaiah', asked, anything)).says(/Only operators may do this/);
}
