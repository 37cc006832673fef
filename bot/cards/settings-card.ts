import template from '../../cards/settings.json' with { type: 'json' };
import { type LineSetting, lineSettings } from '../../src/guests/times/news-times.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { type Card, renderCard } from './render-card.ts';

export type SettingsView = {
  lines: LineSetting;
  /** True when this answers a click that changed them. */
  saved: boolean;
};

/** The alerts that a person gets about partners who accept, and the choice between the ways. */
export function settingsCard({ lines, saved }: SettingsView, language: Language): Card {
  const say = speaker(language);
  const data = {
    title: say('settings.title'),
    intro: say('settings.intro'),
    linesLabel: say('settings.lines'),
    lines,
    choices: lineSettings.map((value) => ({ title: say(`settings.lines.${value}`), value })),
    note: say('settings.note'),
    isSaved: saved,
    saved: say('settings.saved'),
    save: say('settings.save'),
  };
  return renderCard(template, data, say('settings.summary'));
}
