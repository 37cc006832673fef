import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../sandbox/free-port.ts';

type Proxy = { name: string; asked: string; config: (ports: Ports) => string; args: string[] };
type Ports = { own: number; bot: number; folder: string };

const nginx = ({ own, bot, folder }: Ports) => `
daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/errors;
events { worker_connections 512; }
http {
  access_log off;
  client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
  uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  upstream the_bot { server 127.0.0.1:${bot}; keepalive 8; }
  server {
    listen 127.0.0.1:${own};
    location / { proxy_pass http://the_bot; proxy_http_version 1.1; proxy_set_header Connection ""; }
    location /api { proxy_pass http://127.0.0.1:${bot}; proxy_set_header Host $http_host; }
  }
}`;

const haproxy = ({ own, bot }: Ports) => `
global
  maxconn 2000
defaults
  mode http
  timeout connect 5s
  timeout client 10s
  timeout server 10s
frontend all
  bind 127.0.0.1:${own}
  default_backend bots
backend bots
  option httpchk GET /healthz
  option forwardfor
  server bot 127.0.0.1:${bot} check inter 500ms
`;

/** Proxies with little more than their defaults, as people use them. Both are packages of Debian. */
const proxies: readonly Proxy[] = [
  { name: 'nginx', asked: '-v', config: nginx, args: ['-c'] },
  { name: 'haproxy', asked: '-v', config: haproxy, args: ['-db', '-f'] },
];

const isThere = ({ name, asked }: Proxy) => spawnSync(name, [asked]).error === undefined;

/** The names of proxies that are not installed on this machine. */
export const missingProxies = (): string[] =>
  proxies.filter((proxy) => !isThere(proxy)).map(({ name }) => name);

/** Starts each installed proxy before the bot at this port. */
export async function startProxies(t: TestContext, bot: number) {
  const there = proxies.filter(isThere);
  return await Promise.all(there.map((proxy) => start(t, proxy, bot)));
}

async function start(t: TestContext, { name, config, args }: Proxy, bot: number) {
  const folder = await mkdtemp(join(tmpdir(), `guestlist-${name}-`));
  const own = await freePort();
  const file = join(folder, 'config');
  await writeFile(file, config({ own, bot, folder }));
  const child = spawn(name, [...args, file], { stdio: 'ignore' });
  t.after(async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  });
  while (!(await answers(own))) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    await setTimeout(50);
  }
  return { name, port: own };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
