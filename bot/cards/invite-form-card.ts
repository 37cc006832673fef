import template from '../../cards/invite-form.json' with { type: 'json' };
import type { Reason } from '../../src/guests/reason.ts';
import { clean } from '../words/clean.ts';
import { inReadersOrder } from '../words/formats.ts';
import { reasonWords } from '../words/reason-words.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { asProject, mailLanguages } from './mail-languages.ts';
import { type Card, renderCard } from './render-card.ts';
import { languageChoices } from './review-choices.ts';

/** The fields of the form as somebody filled them in. */
export type InviteForm = {
  address?: string | undefined;
  name?: string | undefined;
  project?: string | undefined;
  language?: string | undefined;
  until?: string | undefined;
  reason?: string | undefined;
};

/** The faults of a form: several partners in it, or the faults of its row. */
export type FormFaults = 'several' | readonly Reason[];

export type InviteFormView = {
  /** Names this form, so that the bot takes it once. */
  form: string;
  projects: readonly { key: string; name: string }[];
  said: InviteForm;
  faults: FormFaults;
};

/** A card of 28 KB holds so many choices. Where there are more, the requester writes the project's name. */
const mostProjects = 60;

/** The form for one invitation. A dialog and a chat show the same card. */
export function inviteFormCard(view: InviteFormView, language: Language): Card {
  const { said, projects, form } = view;
  const say = speaker(language);
  const faults = faultWords(view.faults, say);
  const title = say('form.title');
  const hasChoices = projects.length > 0 && projects.length <= mostProjects;
  const choices = hasChoices
    ? projects.map(({ key, name }) => ({ title: clean(name, 60), value: key }))
    : [];
  const data = {
    title,
    intro: say('form.intro'),
    hasFaults: faults.length > 0,
    faults: faults.map((text) => ({ text: clean(text, 500) })),
    addressLabel: say('form.address'),
    addressMissing: say('form.address.missing'),
    address: clean(said.address ?? '', 320),
    nameLabel: say('form.name'),
    name: clean(said.name ?? '', 200),
    hasChoices,
    projectLabel: say('label.project'),
    projectPlaceholder: say('review.project.placeholder'),
    projectTyped: say('form.project.typed'),
    projectMissing: say('form.project.missing'),
    project:
      clean(said.project ?? '', 200) || (projects.length === 1 ? (projects[0]?.key ?? '') : ''),
    projects: inReadersOrder(choices, language),
    languageLabel: say('form.language'),
    language: said.language ?? asProject,
    languages: languageChoices(mailLanguages, language),
    untilLabel: say('form.until'),
    until: clean(said.until ?? '', 40),
    reasonLabel: say('review.reason.optional'),
    reasonHint: say('review.reason.placeholder'),
    reason: clean(said.reason ?? '', 500),
    send: say('form.send'),
    form,
  };
  return renderCard(template, data, title);
}

const faultWords = (faults: FormFaults, say: Say): string[] =>
  faults === 'several' ? [say('form.several')] : faults.map((reason) => reasonWords(reason, say));
