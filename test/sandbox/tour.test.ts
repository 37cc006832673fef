import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

async function play(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      heard[stream] += text;
    });
  }
  await once(child, 'close');
  return { code: child.exitCode, ...heard };
}

test('the tour plays the whole journey, and every step has its effect', async () => {
  const { code, stdout, stderr } = await play(['--tour']);
  assert.equal(code, 0, stdout + stderr);
  assert.match(stdout, /Jane Doe \(fabrikam\.example\) has accepted the invitation/);
  assert.match(stdout, /Every step had its effect, in \d+\.\d s\./);
  const titles = stdout.match(/^ ?\d+\. .+$/gm) ?? [];
  assert.equal(stdout.match(/^ {4}\u2713 /gm)?.length, titles.length);
  assert.equal(stdout.includes('\u001b'), false, 'colours went where there is no terminal');
});

test('the tour names a step without its effect, and ends there with exit code 1', async () => {
  const knobs = { SANDBOX_KNOBS: JSON.stringify({ invitationsOff: true }) };
  const { code, stdout } = await play(['--tour'], knobs);
  assert.equal(code, 1, stdout);
  assert.match(stdout, /Request #1001: on hold/);
  assert.match(stdout, /The tour ends at this step: The bot invites both partners/);
  assert.doesNotMatch(stdout, /Every step had its effect/);
});

test('the tour names a wrong option and wrong knobs, and ends with exit code 1', async () => {
  const wrong = await play(['--tuor']);
  assert.equal(wrong.code, 1);
  assert.match(wrong.stderr, /--tuor/);
  const knob = await play(['--tour'], { SANDBOX_KNOBS: 'late' });
  assert.equal(knob.code, 1);
  assert.match(knob.stderr, /SANDBOX_KNOBS must be JSON/);
});
