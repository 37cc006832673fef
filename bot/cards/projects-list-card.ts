import template from '../../cards/projects-list.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { more } from './access-facts.ts';
import { approvalRuleWords } from './approval-rule-words.ts';
import { type Card, renderCard } from './render-card.ts';

export type ProjectsListView = {
  /** `approvers` is 0 where no approval is needed. */
  projects: readonly {
    key: string;
    name: string;
    approvers: number;
    stages?: number | undefined;
  }[];
  mayInvite: boolean;
  /** False where others read along: they may not invite, and the card has no button for it. */
  isPersonal: boolean;
};

const most = 30;

/** The projects to which one can invite partners. */
export function projectsListCard(view: ProjectsListView, language: Language): Card {
  const say = speaker(language);
  const [first] = view.projects;
  const title = say('projects.title', { count: view.projects.length });
  const data = {
    title,
    projects: view.projects.slice(0, most).map(({ key, name, ...rule }) => ({
      name: clean(name, 60),
      about: ` (${clean(key, 60)}): ${approvalRuleWords(rule, say)}`,
    })),
    more: more(view.projects.length, most, say),
    mayFillForm: first !== undefined && view.mayInvite && view.isPersonal,
    openForm: say('form.open'),
    hints: [
      ...(first === undefined ? [{ text: say('projects.none') }] : []),
      ...(first !== undefined && view.mayInvite
        ? [{ text: say('projects.hint', { project: first.key }) }]
        : []),
    ],
  };
  return renderCard(template, data, title);
}
