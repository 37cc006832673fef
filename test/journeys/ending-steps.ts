import type { PersonKey } from '../sandbox/seed.ts';
import type { SeenMessage } from '../sandbox/teams/seen.ts';
import { hasVerb, type Shown, shown, wordsOf } from './shown.ts';
import type { Journey } from './start.ts';
import { answerTo, approvalFor, ask, confirm, drop, say } from './steps.ts';

type On = Pick<Journey, 'teams'>;
type Wanted = (message: SeenMessage) => boolean;

/** Drops a file that removes or restores accounts, and returns its review card. */
export const dropAccounts = (journey: On, content: string): Promise<Shown> =>
  drop(journey, 'alex', { content, name: 'users.csv' }, (message) =>
    hasVerb(message, 'request.confirm'),
  );

/** Invites a partner to Atlas for this requester. Megan approves. Returns Megan's card. */
export async function approvedInAtlas(
  journey: On,
  requester: PersonKey,
  address: string,
): Promise<Shown> {
  const invited = await ask(journey, requester, `invite ${address} to atlas`);
  await confirm(invited);
  const question = await approvalFor(journey, 'megan', invited.subject);
  await question.click('approval.approve', {});
  await invited.says(/Request #\d+: done/);
  await question.says(/For a day you can take back/);
  return question;
}

/** Returns a function that changes a person's language. The bot learns it from the person's next message. */
export function speakers(journey: On) {
  const spoken = new Map<PersonKey, 'en' | 'nl'>();
  return async (person: PersonKey, language: 'en' | 'nl'): Promise<void> => {
    if ((spoken.get(person) ?? 'en') === language) return;
    spoken.set(person, language);
    journey.teams.setLocale(person, language === 'nl' ? 'nl-NL' : 'en-US');
    await say(journey, person, 'status');
  };
}

const isReview = (message: SeenMessage) => hasVerb(message, 'request.confirm');

/** The words about ends that people and the channel of Atlas hear. */
export function endingTold(journey: On) {
  const { teams } = journey;
  /** The newest message to this person that says so. */
  async function told(person: PersonKey, words: RegExp, wanted?: Wanted): Promise<Shown> {
    const says = (message: SeenMessage) =>
      words.test(wordsOf(message)) && (wanted?.(message) ?? true);
    const what = `${words} for ${person}`;
    const found = await teams.until(() => teams.messages(person).findLast(says), { what });
    return shown(journey, person, found);
  }
  const heard = (project: string): string[] =>
    teams
      .messages('megan', 'atlas')
      .map(wordsOf)
      .filter((words) => words.includes(project) && /ended\./.test(words));
  return {
    told,
    /** The review card that somebody's line, or Adele's click on a notice, leads to. */
    review: (person: PersonKey, text: string) => say(journey, person, text, isReview),
    extended: (notice: Shown, until: string) =>
      answerTo(
        journey,
        { person: 'adele' },
        () => notice.click('ending.extend', { until }),
        isReview,
      ),
    /** The notice to this person that says so. `after`: an earlier one, which may still have its buttons. */
    noticeFor: (person: PersonKey, words = /./, after?: Shown) =>
      told(
        person,
        words,
        (message) => hasVerb(message, 'ending.extend') && message.id !== after?.id,
      ),
    /** The messages about a project's ends in its channel, one by one. */
    heard,
    untilHeard: (project: string, times = 1) =>
      teams.until(() => heard(project).length === times, { what: `digest ${times}` }),
  };
}
