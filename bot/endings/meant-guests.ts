import { wordBeginnings } from '../../src/guests/names/word-beginnings.ts';
import { beginsName, isSameName } from '../../src/guests/typed/same-name.ts';
import type { NameInLine } from '../../src/guests/typed/take-ending.ts';
import type { Db } from '../../src/store/database.ts';
import { findGuests, type MeantGuest } from '../../src/store/guests/find-guests.ts';
import type { Sight } from '../../src/store/guests/partners-in-sight.ts';
import { mostFound } from '../cards/guests-found-card.ts';

/** The guests whom a name may mean. `unused`: a word before it that may be a name, too, and fits nobody. */
export type NamedGuests = { guests: readonly MeantGuest[]; unused?: string };

/** One more than a card shows: then there are more. */
const limit = mostFound + 1;

/** Guests with this very name, and all that the words fit, or the first of them. */
type Fitting = { exact: readonly MeantGuest[]; found: readonly MeantGuest[] };

/**
 * Finds the guests whom a name may mean, in the first sight where it fits somebody: with the words as the person typed
 * them, and without small and polite words where they fit nobody. A guest with exactly this name goes before others
 * with more of it; one of a farther sight stands beside those.
 */
export async function meantGuests(
  db: Db,
  sights: readonly Sight[],
  { typed, said }: NameInLine,
): Promise<NamedGuests> {
  const guests = await nearest(sights, async (sight) => await asTyped(db, sight, typed));
  if (guests.length > 0 || typed === said) return { guests };
  const shorter = await nearest(sights, async (sight) => await asSaid(db, sight, { typed, said }));
  const unused = nameBefore({ typed, said });
  return { guests: shorter, ...(unused !== undefined && { unused }) };
}

async function nearest(
  sights: readonly Sight[],
  lookIn: (sight: Sight) => Promise<Fitting>,
): Promise<MeantGuest[]> {
  let near: readonly MeantGuest[] = [];
  for (const sight of sights) {
    const { exact, found } = await lookIn(sight);
    if (exact.length > 0) return [...exact, ...near].slice(0, limit);
    if (near.length === 0) near = found;
  }
  return [...near];
}

async function asTyped(db: Db, sight: Sight, typed: string): Promise<Fitting> {
  const beginnings = wordBeginnings(typed);
  const exact = await findGuests(db, sight, beginnings, { limit, named: typed });
  const found = exact.length > 0 ? [] : await findGuests(db, sight, beginnings, { limit });
  return { exact, found };
}

/**
 * Without a small word within, the words have to be the whole name: `Jan van Dijk` is no `Jan Dijkstra`. `Jane of
 * Contoso` says a firm.
 */
async function asSaid(db: Db, sight: Sight, { typed, said }: NameInLine): Promise<Fitting> {
  const found = await findGuests(db, sight, wordBeginnings(said), { limit });
  const exact = found.length > mostFound ? [] : found.filter(({ name }) => isSameName(name, said));
  const isWithin = !typed.includes(said);
  return { exact, found: isWithin ? found.filter(({ name }) => !beginsName(said, name)) : found };
}

/** Polite words that are names of people, too: `Will Smith`, `Can Yılmaz`. */
const alsoNames = /^(?:will|can|may|dale|dai|lot|love|day|good|many|grace)$/i;

function nameBefore({ typed, said }: NameInLine): string | undefined {
  const before = typed.slice(0, Math.max(0, typed.indexOf(said))).trim();
  const word = before.split(' ').at(-1) ?? '';
  return alsoNames.test(word) ? word : undefined;
}
