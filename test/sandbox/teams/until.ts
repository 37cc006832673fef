import { patienceMs } from '../patience.ts';
import { cardText } from './card-actions.ts';
import { objectAt, textAt } from './json.ts';
import type { World } from './world.ts';

/** Without `timeoutMs` the limit is long: a slow machine must not fail a test. */
export type Patience = { timeoutMs?: number; what?: string };

/**
 * Waits until `look` finds something. Calls it again after every change in this Teams. Undefined, false and null
 * mean: not yet.
 */
export function until<T>(
  world: World,
  look: () => T,
  patience: Patience = {},
): Promise<Exclude<T, undefined | null | false>> {
  const { timeoutMs = patienceMs, what = 'The awaited event' } = patience;
  const { promise, resolve, reject } =
    Promise.withResolvers<Exclude<T, undefined | null | false>>();
  const stop = world.onChange(check);
  const timer = setTimeout(() => {
    stop();
    reject(new Error(`${what} did not happen within ${timeoutMs} ms.\n${lastSeen(world)}`));
  }, timeoutMs);
  function check() {
    const done = (end: () => void) => {
      stop();
      clearTimeout(timer);
      end();
    };
    try {
      const found = look();
      if (present(found)) done(() => resolve(found));
    } catch (error) {
      done(() => reject(error));
    }
  }
  check();
  return promise;
}

const present = <T>(found: T): found is Exclude<T, undefined | null | false> =>
  found !== undefined && found !== null && found !== false;

function lastSeen(world: World): string {
  const lines = world.messages.slice(-6).map((m) => {
    const place = m.place.kind === 'personal' ? m.place.person : m.place.room;
    const attachment = Array.isArray(m.activity.attachments)
      ? m.activity.attachments[0]
      : undefined;
    const words = textAt(m.activity, 'text') ?? cardText(objectAt(attachment, 'content'));
    return `  [${place}] ${m.from}: ${words.replaceAll('\n', ' | ').slice(0, 300)}`;
  });
  const faults = world.faults.slice(-3).map((f) => `  fault: ${f.what}`);
  return ['The last messages:', ...lines, ...faults].join('\n');
}
