import { callsMeeting } from '../list/not-a-partner.ts';
import { addressSays } from '../names/address-says.ts';
import { isCrossed } from '../names/state-table.ts';
import type { Token } from '../sentence/read-tokens.ts';
import { courtesies } from '../sentence/word-lists.ts';
import { type DenialScene, deny, isCapital } from './denial-scene.ts';
import { takesBack } from './denial-words.ts';
import { deniesBehind } from './said-behind.ts';

/** In tokens. People write no longer row. */
const farthest = 400;

/**
 * A cell before an address says that nobody means it: a row with tabs, or `Jane Doe, Declined, jane@x.example`. Returns
 * true for such a cell.
 */
export function denyCell(scene: DenialScene, index: number): boolean {
  const { tokens, places } = scene;
  const place = places[index] ?? 0;
  let from = place;
  while (from > 0 && place - from < farthest && !endsRow(tokens[from - 1])) from -= 1;
  if (tokens[from - 1]?.kind === 'address') return false;
  const address = tokens[place];
  const cells = cellsIn(tokens.slice(from, place));
  const isDenied = ({ cell, mark }: Cell) =>
    mark === '|' && !isNorway(cell, tokens) && isDeniedCell(cell, address?.text ?? '');
  const denied = cells.find(isDenied) ?? (beginsRow(tokens[from - 1]) ? stateIn(cells) : undefined);
  if (denied !== undefined) deny(scene, address, { before: denied.cell });
  return denied !== undefined;
}

type Cell = { cell: Token[]; mark: string };

/** The words before each separator. Words directly before the address have the mark ''. */
function cellsIn(tokens: readonly Token[]): Cell[] {
  const cells: Cell[] = [];
  let cell: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== 'separator') cell.push(token);
    else {
      cells.push({ cell, mark: token.text });
      cell = [];
    }
  }
  return cell.length === 0 ? cells : [...cells, { cell, mark: '' }];
}

const endsRow = (token: Token | undefined): boolean =>
  token?.kind === 'address' || (token?.kind === 'separator' && /^[\n.;:]$/.test(token.text));

const beginsRow = (token: Token | undefined): boolean =>
  token === undefined || /^[\n;:]$/.test(token.text);

/** `NO` where no other row says yes is the code of a country. */
const isNorway = ([only, ...others]: readonly Token[], all: readonly Token[]): boolean =>
  only?.text === 'NO' &&
  others.length === 0 &&
  !all.some(({ kind, text }) => kind === 'word' && /^(?:yes|y|ja|oui|ok)$/i.test(text));

function isDeniedCell(cell: readonly Token[], address: string): boolean {
  if (cell.length === 0 || cell.length > 8) return false;
  const text = cell.map((token) => token.text).join(' ');
  if (isCrossed(text)) return true;
  if (addressSays(address, text, { how: 'within' })) return false;
  return deniesBehind(text) || callsMeeting(text);
}

/**
 * The state in a row with commas or dashes: a name and a state, and nothing else. In a sentence the same words may speak of
 * somebody else: `Hi, the old ones were cancelled, so invite jane@x.example`.
 */
function stateIn(cells: readonly Cell[]): Cell | undefined {
  const [name, state, ...others] = cells;
  if (name === undefined || state?.mark !== name.mark || others.length > 0) return undefined;
  if (!/^[,-]$/.test(name.mark)) return undefined;
  // `invite Jane Doe - declined - jane@x.example`: dashes stand in no sentence of two cells.
  const from = name.mark === '-' ? name.cell.findIndex((token) => isNamed(token)) : 0;
  const called = from < 0 ? [] : name.cell.slice(from);
  const isName = called.length > 0 && called.every((token) => isNamed(token));
  return isName && isState(state.cell.map(({ text }) => text).join(' ')) ? state : undefined;
}

const isNamed = (token: Token): boolean =>
  token.kind === 'quoted' ||
  (token.kind === 'word' && isCapital(token) && !courtesies.has(token.text.toLowerCase()));

const isState = (text: string): boolean => {
  const back = takesBack(text);
  return back === 'state' || (back === 'refused' && refuses.test(text));
};
/** `No mail needed` refuses something else. */
const refuses = /(?<!\p{L})(?:invit|uitnodig|uitgenodigd|einladen|eingeladen)|^[^\p{L}\p{N}]*$/iu;
