import type { Reason } from './reason.ts';

/** Graph refuses by id; people know groups and applications by the names that the review has read. */
export function namedReason(
  reason: Reason,
  names: readonly { id: string; name: string }[],
): Reason {
  const known = names.find(({ id }) => id === reason.values?.id);
  return known === undefined
    ? reason
    : { ...reason, values: { ...reason.values, name: known.name } };
}
