import { isObject } from '../sandbox/teams/json.ts';

/** One line of a card in a person's view: pieces of one text, or a number with the word below it. */
export type Line = {
  pieces: readonly string[];
  text: string;
  /** True for a number with its word, side by side with others. */
  column: boolean;
};

/** The texts of a card from top to bottom, with its closed parts and without inputs and buttons. */
export function linesOf(card: unknown): Line[] {
  if (Array.isArray(card)) return card.flatMap(linesOf);
  if (!isObject(card)) return [];
  switch (card.type) {
    case 'TextBlock':
      return [lineOf(mentionApart(textIn(card)))];
    case 'RichTextBlock':
      return [lineOf(listIn(card.inlines).map((inline) => textIn(inline)))];
    case 'ColumnSet':
      return listIn(card.columns).flatMap(columnLines);
    case 'AdaptiveCard':
      return linesOf(card.body);
    default:
      return linesOf(card.items);
  }
}

/** The titles of the buttons, and the words beside what people fill in. */
export function buttonsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(buttonsOf);
  if (!isObject(node)) return [];
  const isOne = /^(Action|Input)\./.test(String(node.type));
  const own = isOne ? [node.title ?? node.label ?? ''].map(String) : [];
  const inside = [node.body, node.items, node.actions, node.columns];
  return [...own, ...inside.flatMap(buttonsOf)];
}

function columnLines(column: unknown): Line[] {
  const lines = isObject(column) ? linesOf(column.items) : [];
  const [number, word] = lines;
  const isCount = lines.length === 2 && /^\d/.test(number?.text ?? '');
  return isCount && number && word
    ? [{ ...lineOf([number.text, word.text]), column: true }]
    : lines;
}

/** Teams shows the name that `<at>…</at>` holds. */
const mentionApart = (text: string) =>
  text.split(/<at>(.*)<\/at>$/).filter((piece) => piece !== '');
const lineOf = (pieces: readonly string[]): Line => ({
  pieces,
  text: pieces.join(''),
  column: false,
});
const textIn = (node: unknown) =>
  typeof node === 'string' ? node : isObject(node) ? String(node.text ?? '') : '';
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
