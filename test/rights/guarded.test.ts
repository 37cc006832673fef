import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verb } from '../../bot/buttons/verb.ts';
import { command } from '../../bot/commands/command.ts';
import { readTree } from '../architecture/read-tree.ts';

const nothing = async () => undefined;

// Code that must not compile. `npm run check` fails when it does.
export const refusedByTheCompiler = () => [
  // @ts-expect-error a command without its right
  command({ where: 'personal', shownTo: 'anybody', run: nothing }),
  // @ts-expect-error a button without its right
  verb({ sends: {}, run: async () => ({ kind: 'notice', notice: { notice: 'fault' } }) }),
  {
    ...command({ where: 'personal', shownTo: 'anybody', may: anyone, run: nothing }),
    // @ts-expect-error a handler without `guarded`
    ask: nothing,
  } satisfies ReturnType<typeof command>,
];

async function anyone() {
  return { kind: 'granted', given: undefined } as const;
}

test('one right says who may mail all partners of a project, and one list says what Entra refuses for good', () => {
  const files = Object.entries(readTree()).filter(([path]) => /^(bot|src)\//.test(path));
  const naming = (word: RegExp) =>
    files.filter(([, text]) => word.test(text)).map(([path]) => path);
  assert.deepEqual(naming(/mayDo\('resend pending'/), ['src/work/rights/may-mail-all.ts']);
  assert.deepEqual(naming(/'address taken',\n/), ['src/guests/lasting-refusals.ts']);
});

test('only one room reads rights, so that every command and button passes there', () => {
  const readers = Object.entries(readTree())
    .filter(([path, text]) => path.startsWith('bot/') && /\breadRights\(/.test(text))
    .map(([path]) => path);
  assert.ok(readers.length > 0);
  assert.deepEqual(
    readers.filter((path) => !path.startsWith('bot/rights/')),
    [],
  );
});
