import { after } from 'node:test';
import type { Browser } from 'playwright-core';
import { shareDatabase } from '../journeys/share-database.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/start-sandbox.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { openBrowser, skip } from './browser.ts';

export type Company = AsyncDisposable & Sandbox & { browser: Browser };

/**
 * Starts one browser for the tests of a file, and a practice company for each test, so that two tests share nothing.
 * Call it once, at the top of the file.
 */
export async function companies(
  options: Pick<SandboxOptions, 'env'> = {},
): Promise<() => Promise<Company>> {
  const browser = skip ? undefined : await openBrowser();
  after(() => browser?.close());
  return async () => {
    if (browser === undefined) throw new Error(String(skip));
    await using stack = new AsyncDisposableStack();
    const database = await shareDatabase(stack);
    const sandbox = await startSandbox({
      ports: 'any',
      knobs: kindKnobs,
      database,
      ...options,
    });
    stack.defer(() => sandbox.stop());
    const all = stack.move();
    return { ...sandbox, browser, [Symbol.asyncDispose]: () => all.disposeAsync() };
  };
}
