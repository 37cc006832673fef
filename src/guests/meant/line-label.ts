import { namesSomebody } from '../names/names-somebody.ts';
import { clauseOf, labels } from '../sentence/word-lists.ts';
import { marksPartners, takesBack } from './denial-words.ts';
import {
  isNameLikeRole,
  isRoleWord,
  marksContact,
  marksOther,
  plainWords,
  roleAhead,
} from './role-words.ts';

/**
 * The meaning of a label for the people behind it. It means them (`partners`), somebody else (`others`), perhaps
 * somebody else (`contact`), or does not mean them (`refused`, `state`). `field`: `Name:`, `E-mail:`. `clause`:
 * `Project:`.
 */
export type LabelKind =
  | 'partners'
  | 'field'
  | 'clause'
  | 'others'
  | 'contact'
  | 'refused'
  | 'state'
  | 'unknown';
/** `sure`: a sign or several words show that this is a label, and no name or cell. */
export type LineLabel = { kind: LabelKind; text: string; rest: string; sure: boolean };

/** In characters and in words: a longer text before a colon is a sentence. */
const longest = 48;
const mostWords = 7;
const listMarks =
  /^\s*(?:(?:[-*\u2022\u00b7\u25aa+>\u2013\u2014]|#{1,6}|\(?\d{1,3}[.)]|\[[ xX]?\])\s+|>)*/u;
const labelled = new RegExp(
  `^([^\\n@:\uff1a=|\\t]{1,${longest}}?)\\s*(?:([:\uff1a])[*_]*|\\t|\\s[-\u2013\u2014|=]\\s|=(?=\\s))\\s*(.*)$`,
  'su',
);
const clauseLabels: ReadonlySet<string> = new Set(
  'end date|einde|end|enddatum|bis|projekt|projet|sprache|langue|date de fin|datum|date|subject|onderwerp|betreff|objet|sent|verzonden|gesendet|envoyé'.split(
    '|',
  ),
);

/**
 * Reads the label of a line: `Manager: max@x.example`, `Not yet:`, and headings without a colon that everybody knows.
 */
export function readLabel(line: string): LineLabel | undefined {
  const marks = listMarks.exec(line)?.[0] ?? '';
  const body = line.slice(marks.length).trim();
  if (body === '' || body.length > 4_000) return undefined;
  const [, text = '', colon, rest = ''] = labelled.exec(body) ?? [];
  if (text !== '' && text.split(/\s+/).length <= mostWords) {
    const kind = kindOf(text);
    if (isLabel(kind, { text, colon, rest }))
      return { kind, text, rest: withoutStress(rest), sure: true };
  }
  const role = roleWithoutColon(body);
  if (role !== undefined) {
    return { kind: 'others', text: role, rest: body.slice(role.length).trim(), sure: true };
  }
  return bareHeading(body, marks.includes('#') || /^(\*\*|__).+\1$/.test(body));
}

type Parts = { text: string; colon: string | undefined; rest: string };

/** Other signs than a colon stand between names and addresses too. */
const isLabel = (kind: LabelKind, { text, colon, rest }: Parts): boolean =>
  (colon !== undefined || isSure(kind)) &&
  !(
    kind === 'others' &&
    isNameLikeRole(text, addressIn(rest), colon === undefined ? 'cell' : 'colon')
  );

const addressIn = (text: string): string =>
  /[^\s,;<>()|]{1,320}@[^\s,;<>()|]{1,320}/.exec(text)?.[0] ?? '';

const isSure = (kind: LabelKind) => kind === 'others' || kind === 'refused' || kind === 'state';
const withoutStress = (text: string) => text.replace(/^[*_~`\s]+$/, '').trim();

/** `Approvers`. One alone may be the title of the partner above it. */
const isRoles = (body: string): boolean =>
  isRoleWord(plainWords(body)) && /(?:s|innen)$/.test(body);

/** `Requested by Alex (alex@x.example)`, `FYI max@x.example`. */
const roleWithoutColon = (body: string): string | undefined =>
  namesSomebody(body) ? (roleAhead(body) ?? forInformation(body)) : undefined;

const forInformation = (body: string): string | undefined =>
  /^(?:fyi|cc|bcc|attn\.?|t\.?a\.?v\.?|t\.?i\.?|ter info|zur info|zur kenntnis|pour info|pour information)(?=[\s,]+\S*@)/i.exec(
    body,
  )?.[0];

/** No person is called so. */
const manyPeople =
  /^(?:attendees|participants|recipients|invitees|guests|members|externals|partners|users|people|contacts|gasten|deelnemers|genodigden|ontvangers|leden|externen|mensen|personen|contacten|teilnehmer(?:innen)?|gäste|empfänger|mitglieder|kontakte|invités|destinataires|personnes|membres)$/iu;

function bareHeading(body: string, isTitle: boolean): LineLabel | undefined {
  if (namesSomebody(body) || body.length > longest) return undefined;
  const back = takesBack(body);
  if (back !== undefined) return { kind: back, text: body, rest: '', sure: true };
  const kind = kindOf(body);
  // One word without a colon may be a name, or a cell.
  const isCall = kind === 'partners' || isRoles(body);
  if (!isCall && !(isTitle && kind !== 'clause' && kind !== 'field')) return undefined;
  const sure = isTitle || body.includes(' ') || manyPeople.test(body);
  return { kind, text: body, rest: '', sure };
}

function kindOf(text: string): LabelKind {
  const back = takesBack(text);
  if (back !== undefined) return back;
  const plain = plainWords(text);
  if (marksPartners(text)) return 'partners';
  if (marksContact(text)) return 'contact';
  if (marksOther(text)) return 'others';
  if (clauseLabels.has(plain) || clauseOf(plain) !== undefined) return 'clause';
  return labels.has(plain) ? 'field' : 'unknown';
}

/** True where the last line of a text takes back the people below it: `Not yet:` above a table. */
export function deniesBelow(text: string): boolean {
  const label = readLabel(text.trimEnd().split('\n').at(-1) ?? '');
  return label !== undefined && label.rest === '' && isSure(label.kind);
}
