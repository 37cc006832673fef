import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guestCard } from '../../bot/cards/guest-card.ts';
import { noticeCard } from '../../bot/cards/notice-card.ts';
import { projectOneCard } from '../../bot/cards/project-one-card.ts';
import { resultCard } from '../../bot/cards/result-card.ts';
import { runningCard } from '../../bot/cards/running-card.ts';
import { unbegunCard } from '../../bot/cards/unbegun-card.ts';
import { drawNotice } from '../../bot/drawing/draw-notice.ts';
import { sourceOf } from '../../bot/drawing/request-counts.ts';
import { sourceWords } from '../../bot/words/formats.ts';
import { reasonWords } from '../../bot/words/reason-words.ts';
import { say } from '../../bot/words/say.ts';
import { storyWords } from '../../bot/words/story-words.ts';
import { cardText } from '../sandbox/teams/card-actions.ts';
import { guest } from './partner-samples.ts';
import { project } from './project-samples.ts';
import { result, running } from './running-samples.ts';
import { at } from './sample-facts.ts';

const languages = ['en', 'nl'] as const;
const code = 'access ended in channel' as const;
const words = (count: number, language: 'en' | 'nl') =>
  cardText(drawNotice({ reason: { code, values: { project: 'Atlas', count } } }, language));

test('a digest of ends says how many partners lost access to what, in both languages', () => {
  assert.match(words(1, 'en'), /Access of 1 partner to Atlas ended\./);
  assert.match(words(3, 'en'), /Access of 3 partners to Atlas ended\./);
  assert.match(words(1, 'nl'), /De toegang van 1 partner tot Atlas is geëindigd\./);
  assert.match(words(3, 'nl'), /De toegang van 3 partners tot Atlas is geëindigd\./);
});

test('a digest calls what nobody had accepted an invitation taken back, and no access that ended', () => {
  const back = (language: 'en' | 'nl') =>
    cardText(
      drawNotice(
        {
          reason: {
            code: 'invitations taken back in channel',
            values: { project: 'Atlas', count: 1 },
          },
        },
        language,
      ),
    );
  assert.match(
    back('en'),
    /1 invitation to Atlas was taken back, before the partner accepted it\./,
  );
  assert.match(back('nl'), /1 uitnodiging voor Atlas is ingetrokken, voordat/);
  for (const language of languages) assert.doesNotMatch(back(language), /access ended|geëindigd/i);
});

test('a project that gives notice a day before the end says so in the singular', () => {
  const said = (days: number[], language: 'en' | 'nl') =>
    cardText(projectOneCard({ ...project, remindBeforeDays: days }, language).card);
  assert.match(said([1], 'en'), /\b1 day before the end/);
  assert.match(said([1], 'nl'), /\b1 dag voor het einde/);
  assert.match(said([14, 1], 'en'), /14 and 1 days before the end/);
  assert.match(said([30], 'nl'), /30 dagen voor het einde/);
});

test('a hold of ends by date says that it does not hold what is due on another day', () => {
  const held = (what: 'ends' | 'asked', language: 'en' | 'nl') =>
    cardText(
      noticeCard({ notice: 'put on hold', values: { number: '1042', what } }, language).card,
    );
  assert.match(held('ends', 'en'), /due on another day begins as another request.*not on hold/);
  assert.match(held('ends', 'nl'), /op een andere dag.*niet gepauzeerd/);
  assert.doesNotMatch(held('asked', 'en'), /another day/);
});

const ofInvitations = /invit|uitnod|uitgenod|\bsent\b|verstuurd|e-?mail|\bmails?\b|new guest/i;

/** Everything that cards of this kind can say, at work and at the end. */
function cardsOf(kind: 'end' | 'extend' | 'remove' | 'restore', language: 'en' | 'nl'): string[] {
  const source = { kind: 'line' } as const;
  const counts = {
    ...{ revoked: 1, expired: 1, extended: 1, removed: 1, restored: 1, kept: 1, partly: 1 },
    ...{ failed: 1, rejected: 1, 'timed out': 1, withdrawn: 1, cancelled: 1 },
    // To extend access that is over, the bot invites anew, and of that mail it may know nothing.
    ...(kind === 'extend' ? {} : { unknown: 1 }),
  };
  const open = { working: 2, 'awaiting approval': 1, failed: 1, partly: 1 };
  const waiting = { replication: 2, looking: 1, again: 2, pace: 1, pausedUntil: at };
  const view = { ...result, kind, source, retryable: 1 };
  return [
    ...(['discarded', 'lapsed', 'cancelled'] as const).map((how) =>
      unbegunCard({ number: 1042, kind, source, how }, language),
    ),
    runningCard({ ...running, kind, source, waiting, counts: open }, language),
    runningCard({ ...running, kind, source, counts: open, onTrial: true }, language),
    resultCard({ ...view, counts, projects: [] }, language),
    resultCard({ ...view, counts: { kept: 1 }, projects: [] }, language),
    resultCard({ ...view, counts: { 'timed out': 2 }, projects: [] }, language),
  ].map(({ card, summary }) => `${cardText(card)}\n${summary}`);
}

test('no card of an end, an extension, a removal or a restore speaks of inviting', () => {
  for (const kind of ['end', 'extend', 'remove', 'restore'] as const)
    for (const language of languages)
      for (const text of cardsOf(kind, language)) assert.doesNotMatch(text, ofInvitations, kind);
});

test('the words that every kind of request shares do not speak of inviting', () => {
  const shared = [
    ...['approvals.why reminder', 'choose.note.ask', 'choose.note.cancel'],
    ...['not decided', 'vote lost', 'held', 'all stopped', 'stop over', 'right lost'].flatMap(
      (notice) => [`notice.${notice}.title`, `notice.${notice}.text`],
    ),
    ...[
      'cancelled',
      'nothing to cancel',
      'retry begun',
      'nothing to retry',
      'resume asked',
    ].flatMap((notice) => [`notice.${notice}.title`, `notice.${notice}.text`]),
    ...['reason.approval timed out', 'reason.cancelled by requester'],
  ] as Parameters<ReturnType<typeof say>>[0][];
  for (const language of languages) {
    for (const key of shared)
      assert.doesNotMatch(say(language)(key, { number: '1042' }), ofInvitations, key);
    const story = storyWords({ at, what: 'timed out', project: 'Atlas', count: 2 }, language);
    assert.doesNotMatch(story, ofInvitations);
    const lost = { code: 'requester lost right', values: { kind: 'extend' } } as const;
    assert.doesNotMatch(reasonWords(lost, say(language)), ofInvitations);
  }
});

test('a refused end says what stays and which permission may be missing, never that nothing was given', () => {
  const values = { name: 'Atlas partners', permission: 'GroupMember.ReadWrite.All' };
  const refused = (kind: string) =>
    languages.map((language) =>
      reasonWords({ code: 'take not permitted', values: { ...values, kind } }, say(language)),
    );
  assert.deepEqual(refused('group'), [
    'Atlas partners stays: Guestlist may not take it back. It lacks the permission GroupMember.ReadWrite.All in Entra, or Entra protects this group. An administrator of Entra can grant it, or take Atlas partners back.',
    'Atlas partners blijft: Guestlist mag het niet intrekken. Guestlist mist de machtiging GroupMember.ReadWrite.All in Entra, of Entra beschermt deze groep. Een Entra-beheerder kan die verlenen, of Atlas partners zelf intrekken.',
  ]);
  for (const text of refused('app')) assert.doesNotMatch(text, /group|groep/);
  for (const about of ['take refused', 'account change refused', 'change not shown'] as const)
    for (const language of languages)
      assert.doesNotMatch(reasonWords({ code: about }, say(language)), ofInvitations);
});

test('a guest card names an end to come only for access that is there', () => {
  const said = (view: Partial<typeof guest>) =>
    cardText(guestCard({ ...guest, ...view }, 'en').card);
  const ended = (state: 'revoked' | 'expired' | 'rejected') => ({
    invitations: guest.invitations.map((each) => ({ ...each, state })),
  });
  assert.match(said({}), /Access ends on November 30, 2026/);
  assert.doesNotMatch(said({ state: 'deleted' }), /Access ends on/);
  for (const state of ['revoked', 'expired', 'rejected'] as const)
    assert.doesNotMatch(said(ended(state)), /Access ends on/);
});

test('a request says where it came from: a button and the clock are no message', () => {
  const own = { source: 'line', fileName: null } as const;
  const said = (request: Parameters<typeof sourceOf>[0]) =>
    languages.map((language) => sourceWords(sourceOf(request), say(language)));
  assert.deepEqual(said(own), ['From your message', 'Uit je bericht']);
  assert.deepEqual(said({ ...own, choice: { about: { noticeId: 1 } } }), [
    'From the button on a notice',
    'Van de knop op een bericht',
  ]);
  assert.deepEqual(said({ ...own, choice: { about: { approvalId: 1 } } }), [
    'To undo an approval',
    'Om een goedkeuring ongedaan te maken',
  ]);
  for (const text of said({ ...own, source: 'list', automatic: 'ends' }))
    assert.match(text, /the time had come|het tijd was/);
});

test('results tell an earlier end from a later one, and access that stayed from access taken back', () => {
  const counts = { shortened: 1, extended: 2, 'kept since': 3 };
  const [en = '', nl = ''] = languages.map((language) =>
    cardText(resultCard({ ...result, counts, projects: [], kind: 'extend' }, language).card),
  );
  assert.match(en, /2 extended/);
  assert.match(en, /1 with an earlier end/);
  assert.match(en, /3 over \(all of the access stays\)/);
  assert.match(nl, /1 met een eerder einde/);
  assert.match(nl, /3 voorbij \(alle toegang blijft\)/);
});

test('a finished end of which nothing worked speaks of no others', () => {
  const failures = [
    { line: 1, address: 'a@b.example', reasons: [{ code: 'account gone already' }] },
  ] as const;
  const view = { ...result, projects: [], kind: 'end', failures } as const;
  const words = (counts: typeof result.counts) =>
    cardText(resultCard({ ...view, counts }, 'en').card);
  assert.doesNotMatch(words({ kept: 1 }), /What happened to the others/);
  assert.match(words({ kept: 1 }), /What happened/);
  assert.match(words({ kept: 1, revoked: 1 }), /What happened to the others/);
});
