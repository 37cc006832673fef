import type { ServerResponse } from 'node:http';
import type { World } from './world.ts';

/** Tells a page that something happened here; it asks for what it shows. Many changes at once are one event. */
export function streamEvents(world: World, res: ServerResponse): void {
  res.statusCode = 200;
  res.setHeader('content-type', 'text/event-stream');
  res.setHeader('cache-control', 'no-store');
  res.write('retry: 1000\n\n');
  let told = false;
  const tell = (): void => {
    if (told) return;
    told = true;
    setImmediate(() => {
      told = false;
      res.write('event: change\ndata: {}\n\n');
    });
  };
  world.listeners.add(tell);
  res.on('close', () => world.listeners.delete(tell));
}
