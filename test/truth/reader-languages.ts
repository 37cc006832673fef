import { textAt } from '../sandbox/teams/json.ts';
import type { Teams } from '../sandbox/teams/teams.ts';
import type { Language } from './phrasebook.ts';

type Wire = Teams['wire'];

export const languageOf = (locale: string | null | undefined): Language =>
  locale?.toLowerCase().startsWith('nl') ? 'nl' : 'en';

/**
 * The languages in which the bot may have drawn the message that Teams shows. The bot draws a version after Teams took
 * the version before, and sends it any time later. It learns a person's language at any time before it answers them.
 * So this goes by the order on the wire, never by how long something took.
 */
export function languagesSent(wire: Wire, messageId: string, personId: string): Language[] {
  const last = wire.findLastIndex((entry) => sends(entry, messageId));
  const before = wire.findLastIndex(
    (entry, index) =>
      index < last && sends(entry, messageId) && entry.status < 300 && entry.status > 0,
  );
  const said = wire.flatMap(({ to, body }, index) => {
    const locale = textAt(body, 'locale');
    const isTheirs = to === 'bot' && textAt(body, 'from', 'aadObjectId') === personId;
    const isPersonal = textAt(body, 'conversation', 'conversationType') === 'personal';
    return isTheirs && isPersonal && locale !== undefined ? [{ index, locale }] : [];
  });
  const first = said.findLastIndex(({ index }) => index < before);
  const next = said.findIndex(({ index }) => index > last);
  const known = said.slice(Math.max(first, 0), next === -1 ? undefined : next + 1);
  // Before a person's first words, the bot writes in English.
  const unknown = first === -1 ? [languageOf(null)] : [];
  return [...new Set([...unknown, ...known.map(({ locale }) => languageOf(locale))])];
}

/** The languages in which a person pressed buttons on a message. The bot answers a click in its own language. */
export function languagesClicked(wire: Wire, messageId: string, personId: string): Language[] {
  const locales = wire.flatMap(({ to, body }) =>
    to === 'bot' &&
    textAt(body, 'replyToId') === messageId &&
    textAt(body, 'from', 'aadObjectId') === personId
      ? [textAt(body, 'locale')]
      : [],
  );
  return [...new Set(locales.map(languageOf))];
}

/** The bot's post or update of a message. */
const sends = ({ to, method, path, answer }: Wire[number], messageId: string): boolean =>
  to === 'teams' &&
  ((method === 'PUT' && path.endsWith(messageId)) ||
    (method === 'POST' && textAt(answer, 'id') === messageId));
