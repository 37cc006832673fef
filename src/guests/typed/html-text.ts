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
const empty = new Set(['br', 'hr', 'img', 'quoted', 'attachment']);
/** Somebody struck the text through: they took it back. */
const struck = new Set(['s', 'del', 'strike']);
/** A tag; `<jane@x.example>` is none and stays text. Each length has a bound, so that no text takes long. */
const tag = /<(\/?)([a-z][a-z0-9]{0,15})((?:\s[^<>]{0,4000})?)\/?>/gi;

type Open = {
  name: string;
  left: boolean;
  struck: boolean;
  href: string | undefined;
  text: string;
};

/**
 * Makes text of the HTML that Teams sends with a message: paragraphs, list items and table rows become lines, tabs come
 * between cells, links become what they show. Leaves out mentions and quoted messages.
 */
export function htmlText(html: string): string {
  const stack: Open[] = [{ name: '', left: false, struck: false, href: undefined, text: '' }];
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
  return (stack[0]?.text ?? '').trim();
}

/** Removes Teams' own marks (`<at>`, `<quoted …/>`) from text that people typed. */
export function withoutMarks(text: string): string {
  const marks =
    /<at(?:\s[^<>]{0,400})?>[^<>]{0,400}<\/at>|<quoted(?:\s[^<>]{0,400})?(?:\/>|>[^<>]{0,20000}<\/quoted>)/gi;
  return decodeEntities(text.replace(marks, ' '));
}

function say(stack: Open[], source: string): void {
  const top = stack.at(-1);
  if (top === undefined || top.left) return;
  // White space between two blocks is layout of the source, and nobody typed it.
  const isBetween = top.text === '' || top.text.endsWith('\n') || layout.has(top.name);
  if (isBetween && /^[ \t\r\n]*$/.test(source)) return;
  top.text += decodeEntities(source);
}

function open(stack: Open[], name: string, attributes: string): void {
  const top = stack.at(-1);
  if (top === undefined) return;
  if (name === 'br' && !top.left) top.text += '\n';
  else if (blocks.has(name)) breakLine(stack);
  if (empty.has(name)) return;
  // People do not nest so deep. A deeper tag counts as part of the one around it.
  if (stack.length > 100) return;
  const left =
    top.left || leftOut.has(name) || /schema\.skype\.com\/(?:Mention|Reply)/i.test(attributes);
  const href = /\bhref\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1];
  const isStruck = struck.has(name) || /line-through/i.test(attributes);
  stack.push({ name, left, struck: isStruck, href: name === 'a' ? href : undefined, text: '' });
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
  const { name, href, left } = done;
  if (left) {
    if (!top.left && !top.text.endsWith(' ')) top.text += ' ';
    return;
  }
  const text = href === undefined ? done.text : linkText(done.text, decodeEntities(href));
  top.text += laidOut(name, done.struck && text.trim() !== '' ? struckText(text) : text);
  if (blocks.has(name)) breakLine(stack);
}

function laidOut(name: string, text: string): string {
  if (name === 'td' || name === 'th') return `${text.replace(/\s+/g, ' ').trim()}\t`;
  return name === 'tr' ? text.replace(/\t$/, '') : text;
}

function breakLine(stack: Open[]): void {
  const top = stack.at(-1);
  if (top === undefined || top.left || top.name === 'tr') return;
  if (top.text !== '' && !top.text.endsWith('\n')) top.text += '\n';
}
