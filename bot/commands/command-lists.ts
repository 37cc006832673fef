import { commandDescription, commandWord } from '../words/command-words.ts';
import type { Language } from '../words/say.ts';
import { commandNames, commands } from './commands.ts';

/** What Teams offers beside the compose box: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/create-a-bot-commands-menu */
export type CommandList = {
  scopes: ['personal' | 'team'];
  commands: { title: string; description: string }[];
};

/** The command lists of the app's manifest. A click on a title writes it, so each is a word that the bot knows. */
export function commandLists(language: Language): CommandList[] {
  return (['personal', 'channel'] as const).map((here) => {
    const open = commandNames.filter((name) => ['anywhere', here].includes(commands[name].where));
    return {
      scopes: [here === 'channel' ? 'team' : here],
      commands: open.map((name) => ({
        title: commandWord(name, language),
        description: commandDescription(name, language),
      })),
    };
  });
}
