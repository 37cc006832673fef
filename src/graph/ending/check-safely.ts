import type { Reason } from '../../guests/reason.ts';
import { GraphRefused, GraphUnavailable } from '../client/graph-faults.ts';
import type { Check, Taken } from './removal-outcome.ts';

/** Makes one check after a 404. `not readable` when Graph does not answer the read, or does not allow it. */
export async function checkSafely(check: () => Promise<Check>): Promise<Check> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof GraphUnavailable || error instanceof GraphRefused) return 'not readable';
    throw error;
  }
}

/**
 * Reads what the bot must know before it takes anything. `not`: Graph did not say it, and the bot has done nothing.
 * `values`: go into the reason of a refusal. That reason names the permission to read, where it is missing.
 */
export async function readFirst<T>(
  read: () => Promise<T>,
  values: Reason['values'],
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
    return { not: unread(error.reason, values) };
  }
}

function unread(reason: Reason, values: Reason['values']): Taken & { kind: 'refused' | 'stop' } {
  const { code, values: said } = reason;
  if (code === 'credentials refused' || code === 'tenant blocked') return { kind: 'stop', reason };
  const why = code === 'read not permitted' ? 'take not permitted' : 'take refused';
  return { kind: 'refused', reason: { code: why, values: { ...values, ...said } } };
}
