import { GraphRefused } from '../../graph/client/graph-faults.ts';
import type { GrantKind } from '../../guests/step.ts';
import type { ReviewEndingDeps } from './review-ending-deps.ts';

type Piece = { kind: GrantKind; target: string };
type NamesDeps = Pick<ReviewEndingDeps, 'readGroup' | 'readApplication' | 'readLicenceStock'>;

/**
 * Reads the present names of pieces of access from Entra, by id. Pieces that are gone or not readable are missing. Asks
 * once for each piece, however often its name is wanted: rows of one review mostly name the same few.
 */
export type ReadNames = (pieces: readonly Piece[]) => Promise<ReadonlyMap<string, string>>;

/** Makes the reader of names for one review. */
export function namesAskedOnce(deps: NamesDeps): ReadNames {
  const known = new Map<string, Promise<string | undefined>>();
  let stock: ReturnType<typeof licencesOf> | undefined;

  async function licenceName(skuId: string): Promise<string | undefined> {
    stock ??= licencesOf(deps);
    return (await stock).find((each) => each.skuId === skuId.toLowerCase())?.name;
  }

  function nameOnce({ kind, target }: Piece): Promise<string | undefined> {
    const key = `${kind} ${target}`;
    const reading =
      known.get(key) ?? (kind === 'licence' ? licenceName(target) : nameOf(deps, { kind, target }));
    known.set(key, reading);
    return reading;
  }

  return async (pieces) => {
    const names = await Promise.all(
      pieces.map(async (piece) => {
        const name = await nameOnce(piece);
        return name === undefined ? [] : [[piece.target, name] as const];
      }),
    );
    return new Map(names.flat());
  };
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
