import { createServer, connect as dial, type Socket } from 'node:net';

export type BreakableLine = AsyncDisposable & {
  /** The address of the same database over this line. */
  url: string;
  /** Cuts every connection, as a dying server does. New connections work. */
  cut(): void;
  /** Cuts a random connection. */
  cutOne(chance: () => number): void;
  /** Drops all traffic without an error. The open connections stay silent for good. */
  silence(): void;
  /** Lets new connections work again. */
  speak(): void;
  /** Refuses all connections. */
  refuse(): Promise<void>;
  open(): number;
};

type Pair = { near: Socket; far: Socket };

/** Opens a line to a database. A test can break it in every way in which lines break. */
export async function breakableLine(connectionString: string): Promise<BreakableLine> {
  const target = new URL(connectionString);
  const pairs = new Set<Pair>();
  const mute: Socket[] = [];
  let isSilent = false;

  function join(near: Socket): void {
    near.on('error', () => undefined);
    if (isSilent) return void mute.push(near);
    const far = dial(Number(target.port), target.hostname);
    const pair = { near, far };
    pairs.add(pair);
    far.on('error', () => undefined);
    near.pipe(far);
    far.pipe(near);
    for (const socket of [near, far]) {
      socket.once('close', () => {
        if (!pairs.delete(pair)) return;
        near.destroy();
        far.destroy();
      });
    }
  }

  const cutPair = ({ near, far }: Pair) => {
    near.resetAndDestroy();
    far.resetAndDestroy();
  };
  const server = createServer(join);
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = new URL(connectionString);
  url.port = String(port);

  const line: BreakableLine = {
    url: url.href,
    cut: () => [...pairs].forEach(cutPair),
    cutOne(chance) {
      const pair = [...pairs][Math.floor(chance() * pairs.size)];
      if (pair !== undefined) cutPair(pair);
    },
    silence() {
      isSilent = true;
      for (const pair of [...pairs]) {
        // Both ends stay open and get nothing more.
        pairs.delete(pair);
        pair.near.unpipe();
        pair.far.unpipe();
        mute.push(pair.near, pair.far);
      }
    },
    speak() {
      isSilent = false;
      if (!server.listening) void listen(port);
    },
    async refuse() {
      line.cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
    open: () => pairs.size,
    async [Symbol.asyncDispose]() {
      for (const socket of mute) socket.destroy();
      line.cut();
      if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return line;
}
