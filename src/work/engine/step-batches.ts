import type { DueStep } from '../../store/steps/steps.ts';

/** So many addresses are looked up with one call. */
const invitesTogether = 20;

/** Steps that may share a call, together: invitations for one look, members of one group for one write. */
export function stepBatches(steps: readonly DueStep[]): DueStep[][] {
  const sets = Map.groupBy(steps, ({ kind, target, bulk, company, id, lane }) =>
    // Whoever has to go in small company does not make others go so.
    lane === 'single' ? `${id}` : `${kind} ${target} ${bulk} ${company}`,
  );
  return [...sets.values()].flatMap((set) => {
    const [first] = set;
    return chunks(set, first?.lane === 'gate' ? invitesTogether : Math.max(1, first?.company ?? 1));
  });
}

function chunks(set: readonly DueStep[], most: number): DueStep[][] {
  const parts: DueStep[][] = [];
  for (let at = 0; at < set.length; at += most) parts.push(set.slice(at, at + most));
  return parts;
}
