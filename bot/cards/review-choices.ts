import { clean } from '../words/clean.ts';
import { languageName } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import type { CardData } from './render-card.ts';
import type { ReviewView } from './review-view.ts';

const mostChoices = 30;

/** Project, language and mail, which the requester may change and have checked again. */
export function choiceData({ choices }: ReviewView, language: Language): CardData {
  const say = speaker(language);
  return {
    projectNeeded: choices.projectNeeded,
    mayOpen: !choices.projectNeeded,
    choose: say('review.choose'),
    change: say('review.change'),
    projectLabel: say('review.project'),
    projectPlaceholder: say('review.project.placeholder'),
    project: choices.project ?? '',
    projectChoices: choices.projects.slice(0, mostChoices).map(({ key, name }) => ({
      title: clean(name, 60),
      value: key,
    })),
    languageLabel: say('review.language'),
    language: choices.language ?? '',
    languagePlaceholder: say('review.language.project'),
    hasLanguages: choices.languages.length > 0,
    languageChoices: choices.languages.map((tag) => ({
      title: languageName(tag, language),
      value: tag,
    })),
    hasProjects: choices.projects.length > 0,
    sendMailLabel: say('review.sendMail'),
    sendMail: String(choices.sendMail),
    again: say(choices.projectNeeded ? 'review.check' : 'review.again'),
  };
}
