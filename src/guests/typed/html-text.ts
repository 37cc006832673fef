import { decodeEntities } from '../text/entities.ts';
import { linkText } from './plain-text.ts';
import { struckText } from './struck-text.ts';

/** Tags that begin a new line. */
const blocks = new Set(
  'p div br li ul ol tr table thead tbody h1 h2 h3 h4 h5 h6 pre hr blockquote'.split(' '),
);
/** Tags whose content the reader leaves out: somebody else wrote it, or it is no text. */
const leftOut = new Set('blockquote quote attachment style script img at'.split(' '));
const layout = new Set('tr tbody thead table ul ol'.split(' '));
const cells = new Set(['td', 'th']);
const empty = new Set(['br', 'hr', 'img', 'quoted', 'attachment']);
/** Somebody struck the text through: they took it back. */
const struck = new Set(['s', 'del', 'strike']);
/** A tag; `<jane@x.example>` is none and stays text. Each length has a bound, so that no text takes long. */
const tag = /<(\/?)([a-z][a-z0-9]{0,15})((?:\s[^<>]{0,4000})?)\/?>/gi;

type Around = {
  /** The text inside counts for nothing. */
  left: boolean;
  /** The text inside is struck through. */
  struck: boolean;
  /** The text inside stands in one cell. */
  cell: boolean;
};
/** `parts`: the text so far. Only its last character is asked for: to join it at each tag would take quadratic time. */
type Open = Around & {
  name: string;
  around: Around;
  href: string | undefined;
  parts: string[];
  end: string;
};

const outside: Around = { left: false, struck: false, cell: false };

const opening = (name: string, is: Around, around: Around, href?: string): Open => ({
  ...is,
  name,
  around,
  href,
  parts: [],
  end: '',
});

function add(to: Open, text: string): void {
  if (text === '') return;
  to.parts.push(text);
  to.end = text.slice(-1);
}

/**
 * Makes text of the HTML that Teams sends with a message: paragraphs, list items and table rows become lines, tabs come
 * between cells, links become what they show. Leaves out mentions and quoted messages.
 */
export function htmlText(html: string): string {
  const stack = [opening('', outside, outside)];
  let from = 0;
  for (const mark of html.matchAll(tag)) {
    say(stack, html.slice(from, mark.index));
    from = mark.index + mark[0].length;
    const name = (mark[2] ?? '').toLowerCase();
    if (mark[1] === '/') close(stack, name);
    else open(stack, name, mark[3] ?? '');
  }
  say(stack, html.slice(from));
  while (stack.length > 1) closeTop(stack);
  return (stack[0]?.parts.join('') ?? '').trim();
}

/** Removes Teams' own marks (`<at>`, `<quoted …/>`) from text that people typed. */
export function withoutMarks(text: string): string {
  const marks =
    /<at(?:\s[^<>]{0,400})?>[^<>]{0,400}<\/at>|<quoted(?:\s[^<>]{0,400})?(?:\/>|>[^<>]{0,20000}<\/quoted>)/gi;
  return decodeEntities(text.replace(marks, ' '));
}

function say(stack: readonly Open[], source: string): void {
  const top = stack.at(-1);
  if (top === undefined || top.left) return;
  // White space between two blocks is layout of the source, and nobody typed it.
  const isBetween = top.end === '' || top.end === '\n' || layout.has(top.name);
  if (isBetween && /^[ \t\r\n]*$/.test(source)) return;
  add(top, decodeEntities(source));
}

function open(stack: Open[], name: string, attributes: string): void {
  const top = stack.at(-1);
  if (top === undefined) return;
  if (name === 'br' && !top.left) add(top, '\n');
  else if (blocks.has(name)) breakLine(stack);
  if (empty.has(name)) return;
  // People do not nest so deep. A deeper tag counts as part of the one around it.
  if (stack.length > 100) return;
  const href = /\bhref\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1];
  const is = {
    left:
      top.left || leftOut.has(name) || /schema\.skype\.com\/(?:Mention|Reply)/i.test(attributes),
    struck: top.struck || struck.has(name) || /line-through/i.test(attributes),
    cell: top.cell || cells.has(name),
  };
  stack.push(opening(name, is, top, name === 'a' ? href : undefined));
}

/** Closes the open tag with that name, and tags inside it that are still open. */
function close(stack: Open[], name: string): void {
  const at = stack.findLastIndex((each) => each.name === name);
  if (at < 1) return;
  while (stack.length > at) closeTop(stack);
}

function closeTop(stack: Open[]): void {
  const done = stack.pop();
  const top = stack.at(-1);
  if (done === undefined || top === undefined) return;
  const { name, href, left, struck: isStruck, around } = done;
  if (left) {
    if (!top.left && top.end !== ' ') add(top, ' ');
    return;
  }
  const shown = done.parts.join('');
  const text = href === undefined ? shown : linkText(shown, decodeEntities(href));
  // The outermost of several marks, and of several cells, has its effect on all inside.
  const marked = isStruck && !around.struck && text.trim() !== '' ? struckText(text) : text;
  add(top, laidOut(name, marked, around));
  if (blocks.has(name)) breakLine(stack);
}

function laidOut(name: string, text: string, around: Around): string {
  if (cells.has(name)) return around.cell ? `${text} ` : `${text.replace(/\s+/g, ' ').trim()}\t`;
  return name === 'tr' && text.endsWith('\t') ? text.slice(0, -1) : text;
}

function breakLine(stack: readonly Open[]): void {
  const top = stack.at(-1);
  if (top === undefined || top.left || top.name === 'tr') return;
  if (top.end !== '' && top.end !== '\n') add(top, '\n');
}
