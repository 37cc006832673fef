import template from '../../cards/welcome.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { commandWord } from '../words/command-words.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { approvalLists } from './approvals-card.ts';
import { adviceFor } from './help-card.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';

export type WelcomeView =
  /** `project` is one that this person could invite to: the example names it. */
  | {
      where: 'personal';
      /** Undefined where the bot could not read it. */
      mayInvite: boolean | undefined;
      project?: string | undefined;
      owns: readonly string[];
    }
  | { where: 'channel'; installer?: string | undefined };

/** The greeting, once, where somebody installed the bot. */
export function welcomeCard(view: WelcomeView, language: Language): Card {
  const say = speaker(language);
  const data = {
    title: say('welcome.title'),
    hasApprovals: view.where === 'personal' && view.owns.length > 0,
    approvals: say('approvals.show waiting'),
    list: approvalLists.waiting,
    mayFillForm: view.where === 'personal' && view.mayInvite === true,
    openForm: say('form.open'),
    ...(view.where === 'personal' ? personalData(view, language) : channelData(view, say)),
  };
  return renderCard(template, data, say('welcome.summary'));
}

function personalData(view: WelcomeView & { where: 'personal' }, language: Language) {
  const say = speaker(language);
  const example =
    view.mayInvite === true
      ? say('welcome.example', { project: clean(view.project ?? 'atlas') })
      : commandWord('help', language);
  const data: CardData = {
    intro: say('help.intro'),
    advice: adviceFor(view, say),
    hasExample: true,
    try: say('welcome.try'),
    example,
  };
  return data;
}

function channelData(view: { installer?: string | undefined }, say: Say): CardData {
  return {
    intro:
      view.installer === undefined
        ? say('welcome.channel nobody')
        : say('welcome.channel', { installer: view.installer }),
    advice: [],
    hasExample: false,
    try: '',
    example: '',
  };
}
