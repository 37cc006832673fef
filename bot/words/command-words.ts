import { type Key, type Language, say } from './say.ts';

type NameIn<Known> = Known extends `command.${infer Name}.words` ? Name : never;
/** A command by the name that its words have in cards/strings. */
export type CommandName = NameIn<Key>;

/** The words that people may type for a command. The first is the one that help and Teams show. */
export function commandWords(name: CommandName, language: Language): readonly string[] {
  return say(language)(`command.${name}.words`).split(', ');
}

/** Commands about an address that do not invite it. */
const aboutOthers = ['resend', 'revoke', 'extend', 'remove', 'restore', 'cancel', 'retry'] as const;

/** The words of these commands in both languages, in small letters. */
export const otherVerbs: ReadonlySet<string> = new Set(
  aboutOthers.flatMap((name) => [...commandWords(name, 'en'), ...commandWords(name, 'nl')]),
);

/** The word that help and Teams show for a command. */
export function commandWord(name: CommandName, language: Language): string {
  return commandWords(name, language)[0] ?? name;
}

/** One line that describes a command. */
export function commandDescription(name: CommandName, language: Language): string {
  return say(language)(`command.${name}.description`);
}
