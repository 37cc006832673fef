import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { hostsVariable } from './lease-host.ts';
import { overMark } from './over-mark.ts';

/** `lease`: the line to the process whose bot runs here. */
type Host = { child: ChildProcess; say(command: string): void; runs: number; lease?: Socket };

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = fileURLToPath(new URL('bot-host.ts', import.meta.url));
/** Then a host makes room for a new one, whatever has gathered in its memory. */
const mostRuns = 12;

/**
 * Starts processes that run bots for all test files: `leaseHost` then finds them, also in later processes. Half of a
 * bot's processor time goes into reading its modules and getting to know their code, and these do that once. A file
 * that needs a bot gets a host with no other bot, or a new host. What a bot leaves behind ends with it: timers, and the
 * host itself if anything else remains or is said later.
 */
export async function shareHosts(): Promise<{ close(): Promise<void> }> {
  const hosts = new Set<Host>();
  const idle = new Set<Host>();

  function open(): Host {
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, [program], {
      cwd: root,
      env: { PATH, HOME },
      stdio: 'pipe',
      // Ctrl-C must reach only the parent.
      detached: true,
    });
    // A host that has just died hears nothing. Its end says so.
    child.stdin.on('error', () => {});
    const host: Host = { child, say: (command) => void child.stdin.write(`${command}\n`), runs: 0 };
    hosts.add(host);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith(overMark)) over(host, line.endsWith(': clean'));
      else heard(host, `O${line}`);
    });
    child.stderr.setEncoding('utf8').on('data', (text) => heard(host, `E${JSON.stringify(text)}`));
    child.on('close', (code, signal) => {
      hosts.delete(host);
      idle.delete(host);
      end(host, { code, signal });
    });
    return host;
  }

  function heard(host: Host, line: string): void {
    if (host.lease) host.lease.write(`${line}\n`);
    else retire(host);
  }
  function end(host: Host, exit: object): void {
    host.lease?.end(`X${JSON.stringify(exit)}\n`);
    delete host.lease;
  }
  function over(host: Host, isClean: boolean): void {
    end(host, { code: 0, signal: null });
    if (isClean && host.runs < mostRuns) idle.add(host);
    else retire(host);
  }
  function retire(host: Host): void {
    idle.delete(host);
    host.child.stdin?.end();
  }

  const server = createServer((lease) => {
    const host = [...idle].at(-1) ?? open();
    idle.delete(host);
    Object.assign(host, { lease, runs: host.runs + 1 });
    lease.write(`P${host.child.pid}\n`);
    createInterface({ input: lease }).on('line', (line) => {
      if (line.startsWith('{')) host.say(line);
      else if (line === 'SIGTERM') host.say('');
      else if (host.lease === lease) host.child.kill('SIGKILL');
    });
    lease.on('error', () => lease.destroy());
    // The test file's process has ended before its bot.
    lease.on('close', () => host.lease === lease && host.child.kill('SIGKILL'));
  });
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-hosts-'));
  const path = join(folder, 'bots');
  await once(server.listen(path), 'listening');
  process.env[hostsVariable] = path;
  return {
    async close() {
      delete process.env[hostsVariable];
      server.close();
      const closed = [...hosts].map(({ child }) => once(child, 'close'));
      for (const host of hosts) retire(host);
      await Promise.all(closed);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
