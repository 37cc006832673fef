import { atATime, type InTurns } from '../in-turns.ts';
import { type KnownNames, readClause, type Said } from './read-clauses.ts';
import { isPolite, taken } from './read-pieces.ts';
import type { Token } from './read-tokens.ts';

/** Where a gap is: before the first address, between two, or after the last. */
export type ClausePlace = 'lead' | 'between' | 'final';

/** People write no more in one place. The reader takes no clause from the tokens after these. */
const mostTokens = 1_000;

/**
 * Takes project, language and last day from the words of a gap. `rest`: the other words. A value that the reader knows
 * counts first. After the last address an unknown one counts too, so that the bot can answer a slip.
 */
export function* takeClauses(
  gap: readonly Token[],
  place: ClausePlace,
  projects: KnownNames,
): InTurns<{ said: Said; rest: Token[] }> {
  const said: Said = {};
  const known = { ...projects, strict: place === 'final' };
  const sure = yield* take(gap, said, (at) => {
    const found = readClause(gap, at, known);
    return found?.sure === true ? found : undefined;
  });
  const rest = yield* take(sure, said, (at) => {
    const found = readClause(sure, at, known);
    return found !== undefined && mayBeMeant(sure, { at, used: found.used }, place)
      ? found
      : undefined;
  });
  return { said, rest };
}

function* take(
  gap: readonly Token[],
  said: Said,
  read: (at: number) => ReturnType<typeof readClause>,
): InTurns<Token[]> {
  const rest: Token[] = [];
  for (let at = 0; at < gap.length; ) {
    const token = gap[at];
    const found = at < mostTokens ? read(at) : undefined;
    if (token === undefined) break;
    if (found === undefined || said[found.clause] !== undefined) {
      if (at % atATime === atATime - 1) yield 'break';
      rest.push(token);
      at += 1;
      continue;
    }
    said[found.clause] = found.value;
    rest.push({ kind: 'separator', text: taken, line: token.line });
    at += found.used;
  }
  return rest;
}

/** True when an unknown value may count. Before an address it could be part of a name (`Kim To <kim@x.example>`). */
function mayBeMeant(
  gap: readonly Token[],
  { at, used }: { at: number; used: number },
  place: ClausePlace,
): boolean {
  if (place === 'final') return true;
  const isFirst = gap.slice(0, at).every((token) => token.kind === 'note' || isPolite(token));
  if (place === 'between') return isFirst && gap[at + used]?.kind === 'separator';
  const next = gap[at + used];
  return isFirst && next?.kind === 'separator' && (next.text === ':' || next.text === '\n');
}
