/**
 * The labels in the head of a mail that somebody pasted, in the languages that the bot understands. Every reader of
 * such heads takes its labels from here, and adds its own forms.
 */
const colon = '\\s*[:\\uff1a]';
const senders =
  'from|van|von|de|da|fra|från|od|lähettäjä|от|отправитель|sender|afzender|absender|差出人|送信者|发件人|發件人|寄件者|寄件人|보낸 ?사람';
/** Short words that people write before a partner too: `To: jane@x.example`. */
const shortReceivers = 'to|cc|aan|an|à|para|a|do|till?';
const receivers = '宛先|收件人|收件者|받는 ?사람|кому|vastaanottaja';
const dates =
  'sent|verzonden|gesendet|envoyé|date|datum|inviato|enviado(?: el)?|skickat|sendt|wysłano|lähetetty|отправлено|送信日時|日時|日付|发送时间|發送時間|日期|寄件日期|보낸 ?날짜';
const subjects =
  'subject|onderwerp|betreff|objet|oggetto|asunto|assunto|ämne|emne|temat|aihe|тема|件名|主题|主題|主旨|제목';
const rulers =
  "-{2,}[^@]*-{2,}\\s*$|begin forwarded message|(?:original message|oorspronkelijk bericht|ursprüngliche nachricht|message d['’]origine|forwarded message|doorgestuurd bericht)\\s*$";

const label = (...words: readonly string[]) =>
  new RegExp(`^\\s*(?:${words.join('|')})${colon}`, 'i');

const sender = label(senders);
const receiver = label(shortReceivers, receivers);
const head = label(shortReceivers, receivers, dates, subjects);
const sure = new RegExp(
  `^\\s*(?:(?:${[receivers, dates, subjects].join('|')})${colon}|${rulers})`,
  'i',
);
/** Fewer than all: such a line cuts off all below it, and `Da:` or `Sender:` stands in lists too. */
const quoted = label(
  'from|van|von|de|fra|från|od|lähettäjä|от|差出人|送信者|发件人|發件人|寄件者|寄件人|보낸 ?사람',
  'sent|verzonden|date|datum|subject|onderwerp',
);

/** `From: Alex <alex@x.example>`. */
export const isSenderLine = (line: string): boolean => sender.test(line);

/** `To: …`, which also stands before partners. */
export const isReceiverLine = (line: string): boolean => receiver.test(line);

/** Any line of a head below its sender. */
export const isHeadLine = (line: string): boolean => head.test(line);

/** The same without `To:` and `Cc:`, and the line above a head: no list of partners has these. */
export const isSurelyHead = (line: string): boolean => sure.test(line);

/** The first line of a mail quoted below a request. */
export const beginsHead = (line: string): boolean => quoted.test(line);
