import { commandNames, commands } from '../../bot/commands/commands.ts';
import { commandDescription, commandWord } from '../../bot/words/command-words.ts';
import type { Language } from '../../bot/words/say.ts';

/**
 * The command list that Teams offers beside the compose box:
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/create-a-bot-commands-menu
 */
export type CommandList = {
  scopes: ['personal' | 'team'];
  commands: { title: string; description: string }[];
};

/** Teams takes no more in one list. Help names all. */
const mostShown = 12;

/**
 * The command lists of the app's manifest: the first of the table. A click on a title writes it, so each is a word that
 * the bot knows.
 */
export function commandLists(language: Language): CommandList[] {
  return (['personal', 'channel'] as const).map((here) => {
    const open = commandNames
      .filter((name) => ['anywhere', here].includes(commands[name].where))
      .slice(0, mostShown);
    return {
      scopes: [here === 'channel' ? 'team' : here],
      commands: open.map((name) => ({
        title: commandWord(name, language),
        description: commandDescription(name, language),
      })),
    };
  });
}
