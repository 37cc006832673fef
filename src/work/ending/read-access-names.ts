import { GraphRefused } from '../../graph/client/graph-faults.ts';
import type { GrantKind } from '../../guests/step.ts';
import type { ReviewEndingDeps } from './ending-wish.ts';

type Piece = { kind: GrantKind; target: string };
type NamesDeps = Pick<ReviewEndingDeps, 'readGroup' | 'readApplication' | 'readLicenceStock'>;

/** Reads the present names of pieces of access from Entra, by id. Pieces that are gone or not readable are missing. */
export async function readAccessNames(
  deps: NamesDeps,
  pieces: readonly Piece[],
): Promise<ReadonlyMap<string, string>> {
  const asked = new Map(pieces.map((piece) => [piece.target, piece]));
  const licences = pieces.some(({ kind }) => kind === 'licence') ? await licencesOf(deps) : [];
  const names = await Promise.all(
    [...asked.values()].map(async ({ kind, target }) => {
      const name =
        kind === 'licence'
          ? licences.find(({ skuId }) => skuId === target.toLowerCase())?.name
          : await nameOf(deps, { kind, target });
      return name === undefined ? [] : [[target, name] as const];
    }),
  );
  return new Map(names.flat());
}

async function licencesOf({ readLicenceStock }: NamesDeps) {
  const stock = await readLicenceStock();
  return stock === 'not readable' ? [] : stock;
}

async function nameOf(
  deps: NamesDeps,
  { kind, target }: { kind: 'group' | 'app'; target: string },
): Promise<string | undefined> {
  try {
    return kind === 'group'
      ? (await deps.readGroup(target))?.name
      : (await deps.readApplication({ servicePrincipalId: target }))?.name;
  } catch (error) {
    if (error instanceof GraphRefused) return undefined;
    throw error;
  }
}
