import type { ServerResponse } from 'node:http';
import type { World } from './world.ts';

/** Tells the page that something changed; it asks for what it shows. Many changes at once are one event. */
export function streamEvents(world: World, res: ServerResponse): void {
  res.statusCode = 200;
  res.setHeader('content-type', 'text/event-stream');
  res.setHeader('cache-control', 'no-store');
  res.write('retry: 1000\n\n');
  let told = false;
  const stop = world.onChange(() => {
    if (told) return;
    told = true;
    setImmediate(() => {
      told = false;
      res.write('event: change\ndata: {}\n\n');
    });
  });
  res.on('close', stop);
}
