import template from '../../cards/help.json' with { type: 'json' };
import { type CommandName, commands } from '../commands.ts';
import { type Card, renderCard } from './render-card.ts';
import { type Language, say as speaker } from './say.ts';

export type HelpView = {
  where: 'personal' | 'channel';
  /** The commands that this person may use here. */
  commands: readonly CommandName[];
  mayInvite: boolean;
};

/** What the bot can do for this person in this place. */
export function helpCard(view: HelpView, language: Language): Card {
  const say = speaker(language);
  const personal = view.where === 'personal';
  const open = commands.filter(({ name }) => view.commands.includes(name));
  const data = {
    title: say('help.title'),
    intro: say('help.intro'),
    advice: [
      ...(personal && view.mayInvite ? [{ text: say('help.file') }] : []),
      ...(personal && !view.mayInvite ? [{ text: say('help.no rights') }] : []),
      ...(personal ? [] : [{ text: say('help.channel') }]),
    ],
    hasCommands: open.length > 0,
    write: say('help.write'),
    commands: open.map(({ title, description }) => ({
      word: say(title),
      description: `: ${say(description)}`,
    })),
  };
  return renderCard(template, data, say('help.summary'));
}
