import { namesSomebody } from '../names/names-somebody.ts';

export type SortedLines = {
  /** The lines that speak of partners. The others are blank, so that each keeps its number. */
  body: string[];
  /** Text that is not meant, in its order. */
  left: string[];
  /** Text of partners who may not be meant. They stay in the body. */
  doubts: string[];
};
/**
 * A heading holds for the lines below it. `fresh`: no address has followed yet. `deep`: it has headings of its own.
 * `over`: another heading may have ended it. The people below that one stay, and a note asks.
 */
export type Section = { fresh: boolean; deep: boolean; over?: string };

/** The section below a heading that may have ended the section before it. */
export const endedBy = (heading: string): Section => ({ fresh: true, deep: false, over: heading });

/** Keeps a line below a heading that may have ended a section of people who are not meant, and asks about it. */
export function doubt({ body, doubts }: SortedLines, line: string, section: Section): Section {
  body.push(line);
  if (!namesSomebody(line)) return section;
  const text = line.trim().replace(/\s+/g, ' ');
  if (section.fresh) doubts.push(`${section.over}: ${text}`);
  else doubts.push(`${doubts.pop() ?? ''} ${text}`.trim());
  return { ...section, fresh: false };
}

/** Leaves a line over. `within`: the line belongs to the same section as the last text left over. */
export function leave({ body, left }: SortedLines, line: string, within = false): void {
  body.push('');
  const text = line.trim().replace(/\s+/g, ' ');
  if (within) left.push(`${left.pop() ?? ''} ${text}`.trim());
  else left.push(text);
}

/** True when a heading is part of the section that it stands in. */
export const isPartOf = (section: Section | undefined): section is Section =>
  section !== undefined && section.over === undefined && (section.fresh || section.deep);
