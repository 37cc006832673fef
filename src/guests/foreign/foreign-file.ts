import { ListRefused } from '../list/list-refused.ts';

/** Files of other programs that people take for lists. Words: `list.not csv`. */
export type ForeignKind =
  | 'pdf'
  | 'picture'
  | 'document'
  | 'slides'
  | 'mail'
  | 'calendar'
  | 'directory'
  | 'json'
  | 'page'
  | 'opendocument'
  | 'apple'
  | 'binary';

/** The refusal of a file that is no list. `none`: the reader does not know what it is. */
export const foreign = (kind: ForeignKind | 'none' = 'none') =>
  new ListRefused('not csv', { kind });

const byBytes: readonly (readonly [start: RegExp, kind: ForeignKind])[] = [
  [/^%PDF/, 'pdf'],
  [
    /^(?:\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyphei)/s,
    'picture',
  ],
  [/^\{\\rtf/, 'document'],
];
/** Recognises a file that is no text by its first bytes, as Latin-1. */
export const kindOfBytes = (start: string): ForeignKind | undefined =>
  byBytes.find(([mark]) => mark.test(start))?.[1];

/** Fields that only mails have, at the beginning of their first lines. */
const mailFields =
  /^(?:return-path|received|message-id|mime-version|delivered-to|dkim-signature|x-[\w-]+|content-type|arc-[\w-]+|authentication-results):\s*\S/im;
const byText: readonly (readonly [start: RegExp, kind: ForeignKind])[] = [
  [/^\s*BEGIN:VCALENDAR/i, 'calendar'],
  [/^\s*(?:version:\s*1\s*\n\s*)?(?:#[^\n]*\n\s*)*dn::?\s*\S+=/i, 'directory'],
  [/^\s*(?:\[\s*[[{"]|\{)/, 'json'],
  [/^\s*<(?:[!?]|\w+[\s>/])/, 'page'],
];

/** Recognises a text that is no list by its beginning. */
export function kindOfText(start: string): ForeignKind | undefined {
  const text = start
    .slice(0, 4096)
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  const kind = byText.find(([mark]) => mark.test(text))?.[1];
  if (kind !== undefined) return kind;
  const [head = ''] = text.split(/\n[ \t]*\n/);
  const isHead = /^(?:from |[\w-]+:)/i.test(head) && mailFields.test(head);
  return isHead && /^(?:from|to|subject|date):/im.test(head) ? 'mail' : undefined;
}

/** Recognises an archive that is no workbook by the names of its parts. `format`: what its part `mimetype` says. */
export function kindOfArchive(parts: readonly string[]): ForeignKind | undefined {
  const has = (mark: RegExp) => parts.some((part) => mark.test(part));
  if (has(/\.iwa$|^Index\.zip$/)) return 'apple';
  if (has(/^word\//)) return 'document';
  if (has(/^ppt\//)) return 'slides';
  if (has(/^xl\/workbook\.bin$/)) return 'binary';
  return has(/^mimetype$/) ? 'opendocument' : undefined;
}

/** Recognises a file in the container of old Office programs by the names of its parts. */
export function kindOfContainer(bytes: Uint8Array): ForeignKind | 'xls' {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (part: string) => all.includes(Buffer.from(part, 'utf16le'));
  if (has('Workbook') || has('EncryptedPackage')) return 'xls';
  if (has('__properties_version1.0') || has('__nameid_version1.0')) return 'mail';
  if (has('WordDocument')) return 'document';
  return has('PowerPoint Document') ? 'slides' : 'xls';
}
