import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Frame, Page } from 'playwright-core';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

type Finding = { id: string; impact: string; help: string; nodes: { html: string }[] };

async function findings(frame: Frame): Promise<string[]> {
  // A page keeps it until it is left. Reading it takes longer than most looks with it.
  if (!(await frame.evaluate(`'axe' in window`))) await frame.evaluate(`${axe}\n;undefined`);
  const { violations }: { violations: Finding[] } = await frame.evaluate(
    `axe.run(document, { resultTypes: ['violations'], iframes: false })`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((n) => n.html).join('\n  ')}`);
}

/** Checks that axe-core finds no serious fault in the page and its frames. */
export async function assertAccessible(page: Page, when: string): Promise<void> {
  for (const frame of page.frames()) {
    if (frame.url() === 'about:blank') continue;
    assert.deepEqual(await findings(frame), [], `${when}, in ${frame.url()}`);
  }
}
