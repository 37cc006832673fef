import { readHeader, templateHeader } from './list-header.ts';
import type { ListLayout, PartnerRow } from './partner-row.ts';
import { readCells } from './read-cells.ts';

/** How requests that came without a file are laid out when their results go back as one. */
export const typedLayout: ListLayout = {
  dialect: 'typed',
  delimiter: ',',
  preamble: [],
  header: templateHeader,
};

const templateColumns = readHeader(templateHeader);

export type Entry = { address: string; name?: string };
/** Nobody's name and address are longer, and what is longer is not worth the work. */
const longestEntry = 1000;

type Said = { project?: string; language?: string; until?: string };

/** The row that an entry would be in our template, with what was said about all entries. */
export function entryRow({ address, name }: Entry, line: number, said: Said = {}): PartnerRow {
  const { project = '', language = '', until = '' } = said;
  const cells = [address, name ?? '', project, language, '', '', '', '', until, ''];
  return readCells(templateColumns, cells, line);
}

/** A partner's fields in the order of our template. */
export function templateCells(row: Omit<PartnerRow, 'cells'>): string[] {
  return [
    row.address,
    row.displayName ?? '',
    row.project ?? '',
    row.language ?? '',
    row.redirectUrl ?? '',
    row.cc ?? '',
    row.groups?.join(' ') ?? '',
    row.applications?.join(' ') ?? '',
    row.until ?? '',
    row.sendMail === undefined ? '' : String(row.sendMail),
  ];
}

/**
 * One partner as people write one: `jane@x.example`, `Jane Doe <jane@x.example>`,
 * `jane@x.example (Jane Doe)` or `Jane Doe jane@x.example`. Anything else comes back whole as the
 * address, for the check to refuse.
 */
export function readEntry(text: string): Entry {
  const entry = text.trim();
  if (entry.length > longestEntry) return { address: entry };
  const bracketed = /^([^<>]*)<([^<>]*)>$/.exec(entry);
  if (bracketed?.[2] !== undefined) return named(bracketed[2], bracketed[1]);
  const enclosed = /^([^()]*)\(([^()\s]+@[^()\s]+)\)$/.exec(entry);
  if (enclosed?.[2] !== undefined) return named(enclosed[2], enclosed[1]);
  const noted = /^([^\s()]+)\s*\(([^()]*)\)$/.exec(entry);
  if (noted?.[1]?.includes('@')) return named(noted[1], noted[2]);
  const words = entry.split(/\s+/);
  const [only, ...others] = words.filter((word) => word.includes('@'));
  const place = only === undefined ? -1 : words.indexOf(only);
  if (only === undefined || others.length > 0 || (place > 0 && place < words.length - 1)) {
    return { address: entry };
  }
  return named(only, words.filter((_, index) => index !== place).join(' '));
}

function named(address: string, name: string | undefined): Entry {
  const bare = (name ?? '')
    .trim()
    .replace(/^["'“„](.*)["'”“]$/s, '$1')
    .trim();
  return bare === '' ? { address: address.trim() } : { address: address.trim(), name: bare };
}
