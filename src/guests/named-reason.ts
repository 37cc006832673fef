import type { Reason } from './reason.ts';

/**
 * Adds the name of the group or application to a reason that has only its id. `names`: the names that the review read.
 */
export function namedReason(
  reason: Reason,
  names: readonly { id: string; name: string }[],
): Reason {
  const known = names.find(({ id }) => id === reason.values?.id);
  return known === undefined
    ? reason
    : { ...reason, values: { ...reason.values, name: known.name } };
}
