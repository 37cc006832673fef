import { clean } from '../words/clean.ts';
import { either, inReadersOrder, languageName, listed } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { asProject } from './mail-languages.ts';
import type { CardData } from './render-card.ts';
import type { ReviewForm, ReviewView } from './review-view.ts';

const mostChoices = 22;

/** Project, language, mail and last day. The requester may change them and ask for a new review. */
export function choiceData({ choices }: ReviewView, language: Language): CardData {
  const say = speaker(language);
  const { offered, projectNeeded } = choices;
  const isOffered = Object.values(offered).some(Boolean);
  return {
    projectNeeded,
    mayChoose: isOffered,
    mayOpen: isOffered && !projectNeeded,
    choose: say('review.choose'),
    change: changeWords(offered, language),
    projectLabel: labelOf('review.project', choices, say),
    projectPlaceholder: say('review.project.placeholder'),
    project: choices.project ?? '',
    projectChoices: projectChoices(choices, language),
    languageLabel: labelOf('review.language', choices, say),
    language: choices.language,
    hasLanguages: offered.language && choices.languages.length > 0,
    languageChoices: languageChoices(choices.languages, language),
    hasProjects: offered.project && choices.projects.length > 0,
    hasMail: offered.sendMail,
    sendMailLabel: say('review.sendMail'),
    sendMail: String(choices.sendMail),
    hasUntil: offered.until,
    untilLabel: labelOf('review.until', choices, say),
    until: choices.until,
    again: say(projectNeeded ? 'review.check' : 'review.again'),
  };
}

const labelOf = (
  key: 'review.project' | 'review.language' | 'review.until',
  { forAll }: ReviewForm,
  say: Say,
) => say(key, { rows: forAll ? 'all' : 'open' });

/** Names what the inputs change. Of three parts in few letters: a phone cuts a button of more than some thirty. */
function changeWords(offered: ReviewForm['offered'], language: Language): string {
  const say = speaker(language);
  const parts = [
    ...(offered.project ? (['project'] as const) : []),
    ...(offered.language || offered.sendMail ? (['mail'] as const) : []),
    ...(offered.until ? (['end'] as const) : []),
  ];
  const what = either(
    parts.map((part) => say(`review.change.${part}`, { parts: parts.length })),
    language,
  );
  return say('review.change', { what });
}

/** In the reader's alphabet. The one that is chosen is among them, however many there are. */
function projectChoices({ projects, project }: ReviewForm, language: Language): CardData[] {
  const chosen = projects.filter(({ key }) => key === project);
  const others = projects.filter(({ key }) => key !== project);
  const named = (all: typeof projects) =>
    inReadersOrder(
      all.map(({ key, name }) => ({ title: clean(name, 60), value: key })),
      language,
    );
  if (projects.length <= mostChoices) return named(projects);
  return [...named(chosen), ...named(others)].slice(0, mostChoices);
}

/**
 * The choices of a mail language: first what each project says, then the reader's own language, then the others in the
 * order of the reader's alphabet.
 */
export function languageChoices(languages: readonly string[], language: Language): CardData[] {
  const named = inReadersOrder(
    languages.map((value) => ({ title: languageName(value, language), value })),
    language,
  );
  const isOwn = ({ value }: { value: string }) => value.split('-')[0] === language;
  return [
    { title: speaker(language)('review.language.project'), value: asProject },
    ...named.filter(isOwn),
    ...named.filter((choice) => !isOwn(choice)),
  ];
}

/** Says what a click on Confirm changed, or that the card with the click was old. */
export function changedData(
  { choices: { changed }, old }: ReviewView,
  language: Language,
): CardData[] {
  const say = speaker(language);
  const names = changed.map((field) => say(`review.changed.${field}`));
  return [
    ...oldData(old, say),
    ...(names.length === 0
      ? []
      : [{ text: say('review.changed', { what: listed(names, language) }) }]),
  ];
}

/** Says that the click came from an older card and did nothing. Empty where it did not. */
export const oldData = (old: true | undefined, say: Say): CardData[] =>
  old ? [{ text: say('review.old') }] : [];
