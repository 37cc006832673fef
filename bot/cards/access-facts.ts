import { clean } from '../words/clean.ts';
import type { Say } from '../words/say.ts';
import type { CardData } from './render-card.ts';

/** What a project gives, by the names that Entra has for it. */
export type AccessNames = {
  groups: readonly string[];
  applications: readonly { name: string; role?: string | undefined }[];
};

/** One line `label: value`. The value may hold text from people: templates show it in a TextRun. */
export function fact(say: Say, label: string, value: string): CardData {
  return { label: say('label', { label }), value };
}

export function accessFacts(access: AccessNames, say: Say): CardData[] {
  const groups = access.groups.map((name) => clean(name, 60));
  const applications = access.applications.map(({ name, role }) =>
    role === undefined ? clean(name, 60) : `${clean(name, 60)} (${clean(role, 40)})`,
  );
  if (groups.length + applications.length === 0)
    return [fact(say, say('label.access'), say('access.none'))];
  return [
    ...(groups.length > 0 ? [fact(say, say('access.groups'), shortList(groups, say))] : []),
    ...(applications.length > 0
      ? [fact(say, say('access.applications'), shortList(applications, say))]
      : []),
  ];
}

/** The first few, and how many more there are. */
export function shortList(items: readonly string[], say: Say, most = 6): string {
  const more = items.length - most;
  const shown = items.slice(0, most);
  return (more > 0 ? [...shown, say('rows.more', { count: more })] : shown).join(', ');
}

/** `and 12 more` as a list of one or no texts, which a template can repeat over. */
export function more(total: number, shown: number, say: Say): CardData[] {
  return total > shown ? [{ text: say('rows.more', { count: total - shown }) }] : [];
}
