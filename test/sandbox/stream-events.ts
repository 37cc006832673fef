import type { ServerResponse } from 'node:http';

/**
 * Streams an event to the page after a change; the page then reads everything again. Several changes at once give one
 * event. Calls `listen` once. It returns a function that stops the listening.
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
