import { Agent, request } from 'node:http';

// Sends requests with a large body and no good token to each of these paths in turn, at a fixed rate, until SIGTERM.
// Prints a line when it begins, and at its end the number of requests.
const [url = '', perSecond = '', bytes = '', forged = '', ...others] = process.argv.slice(2);
const paths = others.length === 0 ? ['/api/messages'] : others;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const guessed = { subscriptionId: 's', clientState: 'guessed', resourceData: { id: 'guessed' } };
const value = Array.from({ length: 100 }, () => guessed);
const bare = JSON.stringify({ type: 'message', value, text: '' });
const text = 'x'.repeat(Math.max(0, Number(bytes) - bare.length));
const body = Buffer.from(JSON.stringify({ type: 'message', value, text }));
let sent = 0;

function send(): void {
  sent += 1;
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    ...(sent % 2 === 0 && { authorization: `Bearer ${forged}` }),
  };
  const to = url + paths[sent % paths.length];
  const out = request(to, { method: 'POST', headers, agent }, (res) => res.resume());
  out.on('error', () => undefined);
  out.end(body);
}

const stepMs = 50;
process.stdout.write('begins\n');
setInterval(() => {
  for (let n = 0; n < (Number(perSecond) * stepMs) / 1000; n += 1) send();
}, stepMs);
// The parent may die without ending it.
process.stdin.resume().once('end', () => process.exit(0));
process.once('SIGTERM', () => {
  process.stdout.write(`${sent}\n`, () => process.exit(0));
});
