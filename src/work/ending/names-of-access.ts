import { GraphRefused } from '../../graph/client/graph-faults.ts';
import type { GrantKind } from '../../guests/step.ts';
import type { ReviewEndingDeps } from './ending-wish.ts';

type Piece = { kind: GrantKind; target: string };

/** What groups and applications are called now, by id; those that are gone or not readable are missing. Licences have no names here. */
export async function namesOfAccess(
  deps: Pick<ReviewEndingDeps, 'readGroup' | 'readApplication'>,
  pieces: readonly Piece[],
): Promise<ReadonlyMap<string, string>> {
  const asked = new Map(pieces.map((piece) => [piece.target, piece]));
  const names = await Promise.all(
    [...asked.values()].map(async ({ kind, target }) => {
      const name = await nameOf(deps, { kind, target });
      return name === undefined ? [] : [[target, name] as const];
    }),
  );
  return new Map(names.flat());
}

async function nameOf(
  deps: Pick<ReviewEndingDeps, 'readGroup' | 'readApplication'>,
  { kind, target }: Piece,
): Promise<string | undefined> {
  try {
    if (kind === 'group') return (await deps.readGroup(target))?.name;
    if (kind === 'app') return (await deps.readApplication({ servicePrincipalId: target }))?.name;
    return undefined;
  } catch (error) {
    if (error instanceof GraphRefused) return undefined;
    throw error;
  }
}
