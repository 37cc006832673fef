import template from '../../cards/help.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { type CommandName, commandDescription, commandWord } from '../words/command-words.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { drawnOnce } from './drawn-once.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';

export type HelpView = {
  where: 'personal' | 'channel';
  /** The commands that this person may use here. */
  commands: readonly CommandName[];
  /** Undefined where the bot could not read it. */
  mayInvite: boolean | undefined;
  /** Names of this person's own projects. */
  owns: readonly string[];
  /** The page about lists, for people who may send one. */
  lists?: string | undefined;
};

/** The commands that this person may use in this place. */
export function helpCard(view: HelpView, language: Language): Card {
  return view.owns.length === 0 ? helpForMany(view, language) : drawHelp(view, language);
}

const helpForMany = drawnOnce(drawHelp);

function drawHelp(view: HelpView, language: Language): Card {
  const say = speaker(language);
  const personal = view.where === 'personal';
  const data = {
    title: say('help.title'),
    intro: say('help.intro'),
    advice: personal ? adviceFor(view, say) : [{ text: say('help.channel') }],
    pages: view.lists === undefined ? [] : [{ title: say('help.lists'), url: view.lists }],
    topics: say('help.topics'),
    mayFillForm: personal && view.mayInvite === true,
    openForm: say('form.open'),
    hasCommands: view.commands.length > 0,
    write: say('help.write'),
    commands: view.commands.map((name) => ({
      word: commandWord(name, language),
      description: `: ${describe(name, view, language)}`,
    })),
  };
  return renderCard(template, data, say('help.summary'));
}

/** Owners and operators, who find the reports here, also mail all of a project again. */
function describe(name: CommandName, { commands }: HelpView, language: Language): string {
  return name === 'resend' && commands.includes('report')
    ? speaker(language)('command.resend.all')
    : commandDescription(name, language);
}

/**
 * Says what this person can do here. Owners read what comes to them. Only somebody who certainly has neither right
 * reads that.
 */
export function adviceFor(
  { mayInvite, owns }: Pick<HelpView, 'mayInvite' | 'owns'>,
  say: Say,
): CardData[] {
  const projects = owns.map((name) => clean(name, 60)).join(', ');
  const advice = [
    ...(mayInvite === true ? [say('help.file')] : []),
    ...(owns.length > 0 ? [say('welcome.owner', { projects })] : []),
    ...(mayInvite === false && owns.length === 0 ? [say('help.no rights')] : []),
  ];
  return advice.map((text) => ({ text }));
}
