import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { post } from './serve.ts';

test('an error that escapes a handler ends only its request, and its text goes nowhere', async (t) => {
  const program = new URL('failing-routes.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  const complaints = text(child.stderr);
  const lines = createInterface({ input: child.stdout });
  const [port] = await once(lines, 'line');
  const logged: string[] = [];
  lines.on('line', (line) => logged.push(line));

  const url = `http://127.0.0.1:${port}`;
  const answers = ['timer', 'well', 'promise'].map((body) =>
    post(`${url}/api/messages`, JSON.stringify(body)),
  );
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  assert.deepEqual(statuses, [500, 200, 500]);
  assert.equal((await fetch(`${url}/healthz`)).status, 200);

  child.kill('SIGTERM');
  const [code] = await once(child, 'close');
  assert.equal(code, 70);
  const events = logged.map((line) => JSON.parse(line).event);
  const escaped = 'request escaped its handler';
  assert.deepEqual(events, [escaped, escaped, 'nobody caught it']);
  assert.doesNotMatch(logged.join() + (await complaints), /secret/);
  assert.equal(await complaints, '');
});
