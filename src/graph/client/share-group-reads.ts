import type { GraphCall, GraphClient } from './client.ts';
import type { Heard } from './sort-answer.ts';

/** The group itself: neither its members nor anything else of it. */
const groupPath = /^\/groups\/[^/]+$/;

/**
 * Makes a client that reads a group once for all callers that ask for it at one time: many people leave one group
 * together. A caller that asks after the answer reads anew.
 */
export function shareGroupReads(client: GraphClient): GraphClient {
  const read = client.read ?? client.send;
  const underWay = new Map<string, Promise<Heard>>();

  function readOnce(call: GraphCall): Promise<Heard> {
    const name = JSON.stringify([call.path, call.query]);
    const other = underWay.get(name);
    if (other !== undefined) return other;
    const mine = read(call).finally(() => underWay.delete(name));
    underWay.set(name, mine);
    return mine;
  }

  return {
    root: client.root,
    send: (call) => client.send(call),
    read: (call) =>
      call.method === 'GET' && groupPath.test(call.path) ? readOnce(call) : read(call),
  };
}
