import { namesSomebody } from './names-somebody.ts';
import { quotedHead } from './quoted-heads.ts';

/** Mails that somebody answered again and again. */
const mostHeads = 20;
const linesOfHead = 6;
const sender =
  /^(?:from|van|von|de|da|fra|från|od|lähettäjä|от|отправитель|sender|afzender|absender|差出人|送信者|发件人|發件人|寄件者|寄件人|보낸 ?사람)\s*[:\uff1a]/i;
/** The other lines of a mail's head, and the line above it. */
const headLine =
  /^(?:(?:sent|verzonden|gesendet|envoyé|date|datum|subject|onderwerp|betreff|objet|inviato|oggetto|enviado(?: el)?|asunto|assunto|skickat|ämne|sendt|emne|wysłano|temat|lähetetty|aihe|отправлено|тема|送信日時|日時|日付|件名|发送时间|發送時間|日期|寄件日期|主题|主題|主旨|보낸 ?날짜|제목)\s*[:\uff1a]|(?:宛先|收件人|收件者|받는 ?사람|кому|vastaanottaja)\s*[:\uff1a]|-{2,}[^@]*-{2,}\s*$|begin forwarded message|(?:original message|oorspronkelijk bericht|ursprüngliche nachricht|message d['’]origine|forwarded message|doorgestuurd bericht)\s*$)/i;

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
    } else if (sender.test(line) && rest.slice(at + 1).some((each) => namesSomebody(each))) {
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
    if (Math.abs(index - at) > linesOfHead || !headLine.test(line.trim())) return line;
    left.push(line.trim());
    return '';
  });
}
