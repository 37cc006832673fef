import { clean } from '../words/clean.ts';
import type { Say } from '../words/say.ts';
import type { CardData } from './render-card.ts';

/** The access of a project, by the names that Entra has for it. */
export type AccessNames = {
  groups: readonly string[];
  applications: readonly { name: string; role?: string | undefined }[];
  licences: readonly string[];
};

/** One line `label: value`. The value may hold text from people: templates show it in a TextRun. */
export function fact(say: Say, label: string, value: string): CardData {
  return { label: say('label', { label }), value };
}

/** One line for each kind of access, with the first `most` names. */
export function accessFacts(access: AccessNames, say: Say, most = 6): CardData[] {
  const kinds = [
    { key: 'access.groups', names: access.groups.map((name) => clean(name, 60)) },
    { key: 'access.applications', names: access.applications.map(applicationName) },
    { key: 'access.licences', names: access.licences.map((name) => clean(name, 60)) },
  ] as const;
  const given = kinds.filter(({ names }) => names.length > 0);
  return given.length === 0
    ? [fact(say, say('label.access'), say('access.none'))]
    : given.map(({ key, names }) => fact(say, say(key), shortList(names, say, most)));
}

/** The name of a piece of access, with its role where it has one. */
export function applicationName({ name, role }: AccessNames['applications'][number]): string {
  return role === undefined ? clean(name, 60) : `${clean(name, 60)} (${clean(role, 40)})`;
}

/** True where the project gives nothing. */
export const isEmpty = ({ groups, applications, licences }: AccessNames): boolean =>
  groups.length + applications.length + licences.length === 0;

/** The first `most` items as one text, and how many more there are. */
export function shortList(items: readonly string[], say: Say, most = 6): string {
  const more = items.length - most;
  const shown = items.slice(0, most);
  return (more > 0 ? [...shown, say('rows.more', { count: more })] : shown).join(', ');
}

/** `and 12 more` as a list of one or no texts, which a template can repeat over. */
export function more(total: number, shown: number, say: Say): CardData[] {
  return total > shown ? [{ text: say('rows.more', { count: total - shown }) }] : [];
}
