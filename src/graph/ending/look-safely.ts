import { GraphRefused, GraphUnavailable } from '../client/graph-faults.ts';
import type { Look, Taken } from './taken.ts';

/** A read that Graph does not answer, or does not allow, tells nothing. */
export async function lookSafely(look: () => Promise<Look>): Promise<Look> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof GraphUnavailable || error instanceof GraphRefused) return 'not readable';
    throw error;
  }
}

/** Reads what the bot must know before it takes anything. If Graph does not say it, the bot has done nothing. */
export async function readFirst<T>(
  read: () => Promise<T>,
): Promise<{ read: T } | { not: Taken & { kind: 'wait' | 'refused' | 'stop' } }> {
  try {
    return { read: await read() };
  } catch (error) {
    if (error instanceof GraphUnavailable) {
      const seconds = error.retryAfterSeconds;
      return {
        not: error.stated
          ? { kind: 'wait', seconds, scope: 'all' }
          : { kind: 'wait', scope: 'all' },
      };
    }
    if (!(error instanceof GraphRefused)) throw error;
    const { code } = error.reason;
    const stops = code === 'credentials refused' || code === 'tenant blocked';
    return {
      not: stops
        ? { kind: 'stop', reason: error.reason }
        : { kind: 'refused', reason: { code: 'access refused' } },
    };
  }
}
