import type { PartnerRow } from './partner-row.ts';
import { entryRow, readEntry } from './read-entry.ts';
import { splitEntries } from './split-entries.ts';

export type TypedLine = {
  partners: PartnerRow[];
  project?: string;
  language?: string;
  until?: string;
};

type Clause = 'project' | 'language' | 'until';

/** Both languages are understood at all times: people mix them. */
const clauseWords: readonly (readonly [string, Clause])[] = [
  ['to', 'project'],
  ['aan', 'project'],
  ['voor', 'project'],
  ['naar', 'project'],
  ['in', 'language'],
  ['until', 'until'],
  ['tot', 'until'],
  ['t/m', 'until'],
];
const opening = '"“„\'‘';
const closing = '"”“\'’';
const quoted = new RegExp(`[${opening}]([^${opening}${closing}]*)[${closing}]`);

/**
 * What stands after the command word `invite`: `<who> to <project> in <language> until <date>`.
 * Project, language and date stand in every partner's row too, as if a file had named them.
 */
export function readTypedLine(text: string): TypedLine {
  const { who, rest } = splitWho(` ${text}`);
  const said = readClauses(rest);
  const entries = splitEntries(who);
  return {
    partners: entries.map((entry, index) => entryRow(readEntry(entry), index + 1, said)),
    ...said,
  };
}

/** `to <project>` alone, as it stands beside a file. Undefined where the text says something else. */
export function readTypedProject(text: string): string | undefined {
  const { who, rest } = splitWho(` ${text}`);
  return who.trim() === '' ? readClauses(rest).project : undefined;
}

/** Clauses come after the last address, so that nobody's name is taken for one (`Kim To <kim@x.example>`). */
function splitWho(text: string): { who: string; rest: string } {
  const lastAddress = /^[\s\S]*@[^\s,;]*/.exec(text)?.[0].length ?? 0;
  const note = /^\s*\([^()]*\)/.exec(text.slice(lastAddress))?.[0].length ?? 0;
  const from = lastAddress + note;
  const clause = clausePattern().exec(text.slice(from));
  const end = clause === null ? text.length : from + clause.index;
  return { who: text.slice(0, end), rest: text.slice(end) };
}

function readClauses(rest: string): { [C in Clause]?: string } {
  const said: { [C in Clause]?: string } = {};
  // What a quoted name holds is no clause: the name is set aside while the words are looked for.
  const name = quoted.exec(rest);
  const plain = name === null ? rest : rest.replace(name[0], ' \u0000 ');
  const marks = [...plain.matchAll(clausePattern('g'))];
  for (const [index, mark] of marks.entries()) {
    const from = mark.index + mark[0].length;
    const value = plain.slice(from, marks[index + 1]?.index).trim();
    const clause = clauseWords.find(([word]) => word === mark[1]?.toLowerCase())?.[1];
    if (clause === undefined || value === '') continue;
    said[clause] ??= withoutStop(value.replace('\u0000', () => name?.[1] ?? '')).trim();
  }
  return said;
}

/** Without the stops that end a sentence. Not by a pattern: one would begin anew at each stop of a long row of them. */
function withoutStop(text: string): string {
  let end = text.length;
  while (end > 0 && '.,;'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function clausePattern(flags = ''): RegExp {
  const words = clauseWords.map(([word]) => word).join('|');
  return new RegExp(`\\s(${words})(?=\\s)`, `i${flags}`);
}
