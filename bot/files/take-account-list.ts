import { readAccountList } from '../../src/guests/csv/read-account-list.ts';
import type { ListLimits } from '../../src/guests/csv/read-list.ts';
import type { ListNote } from '../../src/guests/list/partner-row.ts';
import { isPolite } from '../../src/guests/sentence/read-pieces.ts';
import { readTokens } from '../../src/guests/sentence/read-tokens.ts';
import { leftOverNote } from '../../src/guests/typed/left-over-note.ts';
import { plainText } from '../../src/guests/typed/plain-text.ts';
import { mayChangeAccounts } from '../rights/ending-rights.ts';
import { askForEnding } from '../turns/ask-for-ending.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import type { KeptChunks } from './keep-chunks.ts';

const verbs =
  /\b(?:delete|remove|verwijder(?:en)?|restore|herstel(?:len)?|terugzetten|zet terug)\b/i;
const accounts = /\b(?:users?|accounts?|gebruikers?)\b/i;
/** The words of a file's name: `UserDeleteTemplate.csv`. */
const wordsOf = (name: string) =>
  name.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ').replace(/[^\p{L}\p{N}]+/gu, ' ');
/** Words that only say what the file is for. */
const ofFile =
  /^(?:delete|remove|verwijder|verwijderen|restore|herstel|herstellen|terug|terugzetten|zet|accounts?)[.!]?$/i;

/**
 * True where the name of a file, or the words beside it, speak of removing or restoring accounts. A name has to say
 * both, as Microsoft's do: a list of partners may be called anything.
 */
export function speaksOfAccounts({ name, text }: { name: string; text: string }): boolean {
  const words = wordsOf(name);
  return verbs.test(text) || (verbs.test(words) && accounts.test(words));
}

/** The words beside the file. The bot uses none of them: the file alone says what is to become of which accounts. */
function unusedBeside(text: string): ListNote[] {
  const plain = plainText(text).replace(/\s+/g, ' ').trim();
  const says = readTokens(plain).some(
    (token) => token.kind !== 'separator' && !isPolite(token) && !ofFile.test(token.text),
  );
  return leftOverNote(says ? [plain] : []);
}

/**
 * Takes a file in the layout of Microsoft's bulk deletion or restoration from an operator, and reviews each account.
 * False: the file has neither layout. Throws ListRefused.
 */
export async function takeAccountList(
  deps: BotDeps,
  turn: Turn,
  { name, bytes, limits }: { name: string; bytes: KeptChunks; limits: ListLimits },
): Promise<boolean> {
  const list = await readAccountList(bytes.all(), limits);
  if (list === undefined) return false;
  const { kind, people } = list;
  const verdict = await mayChangeAccounts(kind)(deps, turn, undefined);
  if (verdict.kind === 'refused') {
    await sayNotice(turn, verdict.notice);
    return true;
  }
  const notes = unusedBeside(turn.text);
  if (people.length === 0) {
    await sayNotice(turn, { notice: 'no accounts', values: { kind }, notes });
    return true;
  }
  const { rights } = verdict.given;
  const named = people.map((each) => ({ ...each, said: each.said.toLowerCase() }));
  const asked = await askForEnding(deps, turn, {
    wish: { kind, people: named, fileName: name },
    rights,
    notes,
  });
  if ('notice' in asked) await sayNotice(turn, asked);
  return true;
}
