import template from '../../cards/project-one.json' with { type: 'json' };
import type { WhenOver } from '../../src/guests/project/ending-defaults.ts';
import type { Reason, ReasonCode } from '../../src/guests/reason.ts';
import { clean } from '../words/clean.ts';
import { grouped, languageName, listed } from '../words/formats.ts';
import { reasonWords } from '../words/reason-words.ts';
import { type Key, type Language, type Say, say as speaker } from '../words/say.ts';
import { type AccessNames, accessFacts, fact, shortList } from './access-facts.ts';
import { approvalRuleWords } from './approval-rule-words.ts';
import { endFact } from './end-fact.ts';
import { landingFact, type Place } from './mail-facts.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';

export type ProjectOneView = {
  key: string;
  name: string;
  owners: readonly string[];
  /** 0 where no approval is needed. */
  approvers: number;
  /** Set where several stages decide: how many. */
  stages?: number | undefined;
  access: AccessNames;
  optionalAccess: AccessNames;
  /** Where partners land. */
  place: Place;
  language?: string | undefined;
  sendMail: boolean;
  /** Empty: every domain. */
  allowedDomains: readonly string[];
  channel: 'none' | 'heard' | 'muted';
  /** Absent: access without an end of its own stays. */
  expiresAfterDays?: number | undefined;
  whenOver: { rule: WhenOver; removeAfterDays: number };
  /** How many days before an end people are told, the most first. */
  remindBeforeDays: readonly number[];
  /**
   * How many days after the mail partners get it again who have not accepted, the fewest first. Empty: never by itself.
   */
  remindPartnersDays: readonly number[];
  /** After how many days requesters are asked whether to revoke. Absent: never. */
  giveUpDays?: number | undefined;
  /** Parts of the project that do not fit the tenant. Only operators see them, because only they can mend them. */
  faults?: readonly Reason[];
};

/** One project: who decides, what it gives, how it invites. */
export function projectOneCard(view: ProjectOneView, language: Language): Card {
  const say = speaker(language);
  const data = {
    heading: say('project.heading'),
    name: clean(view.name),
    key: ` (${clean(view.key, 60)})`,
    facts: projectFacts(view, language),
    ...faultData(view, say),
  };
  return renderCard(template, data, say('project.summary', { project: view.name }));
}

function projectFacts(view: ProjectOneView, language: Language): CardData[] {
  const say = speaker(language);
  const names = (all: readonly string[]) =>
    shortList(
      all.map((name) => clean(name, 60)),
      say,
    );
  const optional = [
    ...view.optionalAccess.groups,
    ...view.optionalAccess.applications.map(({ name }) => name),
  ];
  const mail = view.sendMail
    ? say('review.mail.sent', { languages: languageName(view.language ?? 'en-US', language) })
    : say('review.mail.none');
  return [
    ...(view.owners.length > 0 ? [fact(say, say('label.owners'), names(view.owners))] : []),
    fact(say, say('label.approval'), approvalRuleWords(view, say)),
    ...accessFacts(view.access, say),
    ...(optional.length > 0 ? [fact(say, say('label.optional'), names(optional))] : []),
    fact(say, say('label.mail'), mail),
    ...remindersFact(view, language),
    landingFact([view.place], language),
    fact(say, say('label.channel'), say(`project.channel.${view.channel}`)),
    ...(view.allowedDomains.length > 0
      ? [fact(say, say('label.domains'), names(view.allowedDomains))]
      : []),
    ...endFacts(view, language),
  ];
}

function remindersFact(view: ProjectOneView, language: Language): CardData[] {
  const say = speaker(language);
  const { remindPartnersDays, giveUpDays } = view;
  const asks =
    giveUpDays === undefined
      ? []
      : [fact(say, say('label.not accepted'), say('project.give up', { count: giveUpDays }))];
  const [only = 0, ...others] = remindPartnersDays;
  if (remindPartnersDays.length === 0) return asks;
  const days = listed(
    remindPartnersDays.map((each) => grouped(each, language)),
    language,
  );
  const count = others.length === 0 ? only : remindPartnersDays.length;
  return [fact(say, say('label.reminders'), say('project.reminders', { days, count })), ...asks];
}

function endFacts(view: ProjectOneView, language: Language): CardData[] {
  const say = speaker(language);
  const { rule, removeAfterDays } = view.whenOver;
  const { remindBeforeDays } = view;
  const days = remindBeforeDays.map((each) => grouped(each, language));
  const [only = 0, ...others] = remindBeforeDays;
  const count = others.length === 0 ? only : days.length;
  const notices =
    days.length === 0
      ? say('project.notices.none')
      : say('project.notices', { days: listed(days, language), count });
  return [
    endFact({ days: [], without: 0, afterDays: view.expiresAfterDays }, language),
    fact(say, say('label.when over'), say(`when over.${rule}`, { days: removeAfterDays })),
    fact(say, say('label.notices'), notices),
  ];
}

const mends: Partial<Record<ReasonCode, Key>> = {
  'group unwritable': 'mend.group',
  'guests may not join group': 'mend.guests',
  'role missing': 'mend.role',
  'owners too few': 'mend.owners',
  'channel not reached': 'mend.channel',
};
const mostFaults = 12;

function faultData({ faults = [] }: ProjectOneView, say: Say): CardData {
  return {
    hasFaults: faults.length > 0,
    faultsTitle: say('mend.title'),
    faults: faults.slice(0, mostFaults).map((fault) => ({
      what: reasonWords(fault, say),
      mend: ` ${say(mends[fault.code] ?? 'mend.projects file')}`,
    })),
  };
}
