import type { ServerResponse } from 'node:http';

/**
 * Tells a page that something changed; the page then asks for what it shows. Many changes at once are one event.
 * `listen` is called once, and gives what stops the listening.
 */
export function streamEvents(res: ServerResponse, listen: (tell: () => void) => () => void): void {
  res.statusCode = 200;
  res.setHeader('content-type', 'text/event-stream');
  res.setHeader('cache-control', 'no-store');
  res.write('retry: 1000\n\n');
  let told = false;
  const stop = listen(() => {
    if (told) return;
    told = true;
    setImmediate(() => {
      told = false;
      res.write('event: change\ndata: {}\n\n');
    });
  });
  res.on('close', stop);
}
