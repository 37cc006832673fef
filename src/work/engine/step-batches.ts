import type { DueStep } from '../../store/steps/steps.ts';

/** One search in Graph finds so many addresses. */
const invitesTogether = 20;

/** Groups steps that may share a call: invites into one search, members of one group into one write. */
export function stepBatches(steps: readonly DueStep[]): DueStep[][] {
  const sets = Map.groupBy(steps, ({ kind, target, bulk, batchSize, id, lane }) =>
    // A step that goes in a small batch does not make others go so.
    lane === 'single' || lane === 'end' ? `${id}` : `${kind} ${target} ${bulk} ${batchSize}`,
  );
  return [...sets.values()].flatMap((set) => {
    const [first] = set;
    return chunks(
      set,
      first?.lane === 'gate' ? invitesTogether : Math.max(1, first?.batchSize ?? 1),
    );
  });
}

function chunks(set: readonly DueStep[], most: number): DueStep[][] {
  const parts: DueStep[][] = [];
  for (let at = 0; at < set.length; at += most) parts.push(set.slice(at, at + most));
  return parts;
}
