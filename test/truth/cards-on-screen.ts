import { type PersonKey, people } from '../sandbox/seed.ts';
import { actionsOf } from '../sandbox/teams/card-actions.ts';
import { channelKeys, personKeys, roomId, type Where } from '../sandbox/teams/ids.ts';
import { isObject } from '../sandbox/teams/json.ts';
import type { SeenMessage } from '../sandbox/teams/seen.ts';
import type { Teams } from '../sandbox/teams/teams.ts';
import { buttonsOf, type Line, linesOf } from './card-lines.ts';
import { heldBy, type Language, readAs, readSentence, type Said, wording } from './phrasebook.ts';
import type { CardRow, State } from './read-state.ts';
import { languageOf, languagesClicked, languagesSent } from './reader-languages.ts';

/** A card on one person's screen, with the bot's row about it. */
export type ReadCard = Pick<CardRow, 'kind' | 'subjectId' | 'detail' | 'topic' | 'moved'> & {
  /** The reader, and the place. */
  reader: { personId: string; inChannel: boolean };
  /** The language of the card's words. */
  language: Language;
  /** The reader's languages: at the time of the draw, and now. */
  spoken: readonly Language[];
  timeZone: string;
  lines: readonly Line[];
  buttons: readonly string[];
};

/** The cards in Teams that the bot keeps up to date and believes to be up to date. */
export function cardsOnScreen(
  teams: Pick<Teams, 'messages' | 'wire'>,
  { cards }: State,
): ReadCard[] {
  const seen = new Map(everySeen(teams).map((each) => [each.message.id, each]));
  return cards.flatMap((row) => {
    const found = row.messageId === null ? undefined : seen.get(row.messageId);
    // The bot knows that the other cards are behind, or that it cannot reach them.
    if (found === undefined || row.wanted > row.shown || row.deadAt !== null) return [];
    return readBoth(row, found, teams.wire);
  });
}

/** The card that the bot sent, and the one that answered the reader's click until the next update. */
function readBoth(row: CardRow, { person, message }: Seen, wire: Teams['wire']): ReadCard[] {
  const { id, card, sent } = message;
  const { objectId } = people[person];
  const isTheirs = row.place === 'person';
  const then = isTheirs ? languagesSent(wire, id, objectId) : [];
  const shown = readCard(row, sent ?? card, objectId, then);
  // The answer to a forged click may be about another request.
  if (sent === undefined || !isAbout(row, card)) return [shown];
  const clicked = isTheirs ? languagesClicked(wire, id, objectId) : [];
  return [shown, readCard(row, card, objectId, clicked)];
}

/** True when the card's buttons name the row's request or approval. */
function isAbout({ kind, subjectId }: CardRow, card: unknown): boolean {
  const name = kind === 'approval' ? 'approvalId' : 'requestId';
  const named = actionsOf(card).flatMap(({ data }) => (isObject(data) ? [data[name]] : []));
  return named.length > 0 && named.every((id) => id === subjectId);
}

/** Reads a card. `then` are the reader's languages at the time of the draw, if they have changed since. */
export function readCard(
  row: CardRow,
  card: unknown,
  personId: string,
  then: readonly Language[] = [],
): ReadCard {
  const { kind, subjectId, detail, topic, moved } = row;
  const lines = linesOf(card);
  const now = languageOf(row.locale);
  return {
    kind,
    subjectId,
    detail,
    topic,
    moved,
    reader: { personId, inChannel: row.place !== 'person' },
    language: languageIn(lines) ?? now,
    spoken: [...new Set([now, ...then])],
    timeZone: row.timeZone ?? 'UTC',
    lines,
    buttons: buttonsOf(card),
  };
}

const isTitle = (key: string) =>
  /^(request|ending|approval|notice of end)\.title\.|^(partners|approval\.shared|digest)\.title$|^approval\.moved$|^alert\.heading$|^decided\.|^notice\..*\.title$/.test(
    key,
  );

/** The language in which the first line is one of the bot's titles. Undefined when it is one in both, or in neither. */
function languageIn([title]: readonly Line[]): Language | undefined {
  const [en, nl] = (['en', 'nl'] as const).map((language) => {
    const read = readSentence(language, title?.text ?? '', isTitle);
    return read === undefined ? Number.POSITIVE_INFINITY : heldBy(read);
  });
  if (en === undefined || nl === undefined || en === nl) return undefined;
  return en < nl ? 'en' : 'nl';
}

type Seen = { person: PersonKey; message: SeenMessage };

/** Every message of the bot once. For a channel: the view of a person without a view of their own. */
function everySeen(teams: Pick<Teams, 'messages'>): Seen[] {
  const rooms: Where[] = channelKeys.flatMap((key): Where[] => [key, `${key} general`]);
  return [
    ...rooms
      .filter((room) => room !== 'personal' && roomId(room) !== '')
      .flatMap((room) => of(teams, 'gina', room)),
    ...personKeys.flatMap((person) => of(teams, person, 'personal')),
  ];
}

const of = (teams: Pick<Teams, 'messages'>, person: PersonKey, where: Where): Seen[] =>
  teams
    .messages(person, where)
    .filter(({ from, card }) => from === 'bot' && card !== undefined)
    .map((message) => ({ person, message }));

/** The words of a card, and their language. */
export type Spoken = Pick<ReadCard, 'lines' | 'language'>;

/** All lines of the card that read as a sentence with this prefix of its key. */
export const saidIn = ({ lines, language }: Spoken, prefix: string): Said[] =>
  lines.flatMap(
    ({ text, pieces: [first = ''] }) =>
      readSentence(language, text.trim(), prefix) ??
      // A person's words follow a colon.
      readSentence(language, first.replace(/:$/, '').trim(), prefix) ??
      [],
  );

/** The card's number of rows for each outcome. */
export const endingsIn = (card: ReadCard): Record<string, number> =>
  Object.fromEntries(
    saidIn(card, 'status.').flatMap(({ key, values: { count } }) =>
      count === undefined ? [] : [[key.slice('status.'.length), Number(count)]],
    ),
  );

/** The first line of the card that reads as this sentence. */
export const saidAs = ({ lines, language }: Spoken, key: string): Said | undefined =>
  lines.flatMap(({ text }) => readAs(language, text.trim(), key) ?? [])[0];

/** The values of the card's lines `label: value` with this label, from top to bottom. */
export function factsOf({ lines, language }: Spoken, labelKey: string): string[] {
  const label = wording(language, 'label').replace('{label}', wording(language, labelKey)).trim();
  return lines
    .filter(({ pieces }) => pieces.length >= 2 && pieces[0]?.trim() === label)
    .map(({ pieces }) => pieces.slice(1).join('').trim());
}

/** The numbers side by side, by the key of the word below each. */
export function countsOf({ lines, language }: ReadCard, keys: readonly string[]) {
  const counts: Record<string, number> = {};
  for (const { column, pieces } of lines) {
    const key = keys.find((each) => wording(language, each) === pieces[1]);
    if (column && key !== undefined) counts[key] = Number(pieces[0]?.replace(/[.,]/g, ''));
  }
  return counts;
}
