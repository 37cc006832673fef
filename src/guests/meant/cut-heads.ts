import { isSenderLine, isSurelyHead } from '../names/mail-head-words.ts';
import { namesSomebody } from '../names/names-somebody.ts';
import { quotedHead } from './quoted-heads.ts';

/** Mails that somebody answered again and again. */
const mostHeads = 20;
const linesOfHead = 6;

/** Cuts the heads of mails that somebody pasted, as long as nobody is named before them. */
export function cutHeads(lines: readonly string[], left: string[]): readonly string[] {
  let rest = lines;
  for (let times = 0; times < mostHeads; times += 1) {
    const at = rest.findIndex((line, index) => namesSomebody(line) || quotedHead(rest, index));
    const quoted = at < 0 ? undefined : quotedHead(rest, at);
    const line = rest[at]?.trim() ?? '';
    if (quoted !== undefined) {
      left.push(quoted.text);
      const blank = Array.from({ length: quoted.used }, () => '').with(-1, quoted.rest);
      rest = [...rest.slice(0, at), ...blank, ...rest.slice(at + quoted.used)];
    } else if (isSenderLine(line) && rest.slice(at + 1).some((each) => namesSomebody(each))) {
      left.push(line);
      rest = cutHeadLines(rest.with(at, ''), at, left);
    } else {
      break;
    }
  }
  return rest;
}

/** Cuts the other lines of the head around the sender's. */
function cutHeadLines(lines: readonly string[], at: number, left: string[]): readonly string[] {
  return lines.map((line, index) => {
    if (Math.abs(index - at) > linesOfHead || !isSurelyHead(line)) return line;
    left.push(line.trim());
    return '';
  });
}
