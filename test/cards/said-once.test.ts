import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultCard } from '../../bot/cards/result-card.ts';
import { reviewCard } from '../../bot/cards/review-card.ts';
import { stateWords } from '../../bot/cards/status-list-card.ts';
import { say } from '../../bot/words/say.ts';
import { buttonsOf, linesOf } from '../truth/card-lines.ts';
import { review } from './review-sample.ts';
import { result } from './running-samples.ts';
import { samples } from './samples.ts';

const textOf = (name: string, language: 'en' | 'nl') => {
  const sample = samples.find((each) => each.name === name);
  assert.ok(sample, name);
  return linesOf(sample.draw(language).card).map(({ text }) => text);
};

test('a card on hold tells once that an operator can go on', () => {
  const told = {
    en: /operator can(?: then)? press Go on/g,
    nl: /beheerder(?: kan)? op Verdergaan drukken/g,
  };
  for (const language of ['en', 'nl'] as const)
    assert.equal(textOf('running: held', language).join('\n').match(told[language])?.length, 1);
});

test('no card shows a count of zero in large digits', () => {
  for (const { name, draw } of samples)
    for (const language of ['en', 'nl'] as const)
      assert.doesNotMatch(
        JSON.stringify(draw(language).card),
        /"text":"0","size":"ExtraLarge"/,
        name,
      );
});

test('the button of a long list names one number, so that a phone shows all of it', () => {
  const button = (invite: number, accessOnly: number) => {
    const counts = { ...review.counts, invite, accessOnly, member: 0, restore: 0 };
    return buttonsOf(reviewCard({ ...review, counts }, 'nl').card).find((text) => /\d/.test(text));
  };
  assert.equal(button(2, 5), '2 uitnodigen en 5 toegang geven');
  assert.equal(button(1990, 5), '1.995 partners bevestigen');
});

test('the review lists repeated rows right below the words about them', () => {
  for (const language of ['en', 'nl'] as const) {
    const words = say(language)('review.skipped', { count: 2 });
    const lines = textOf('review: faulty', language);
    const at = lines.indexOf(words);
    assert.match(lines[at + 1] ?? '', /12.*4\.$/);
  }
});

test('status tells a list without a project from one without a valid row', () => {
  const draft = { state: 'draft', reviewed: true, done: 0, total: 0, waiting: 0 } as const;
  assert.equal(stateWords({ ...draft, undecided: 2 }, say('en')), 'no project chosen yet');
  assert.equal(stateWords({ ...draft, undecided: 0 }, say('en')), 'nothing to do');
});

test('status speaks of one waiting row and of several', () => {
  const line = (waiting: number) =>
    say('en')('status.state.approval', { done: 0, total: 3, waiting, over: 0 });
  assert.deepEqual(
    [line(1), line(2)],
    ['0 of 3 done, 1 waits for approval', '0 of 3 done, 2 wait for approval'],
  );
});

test('the review quotes an English mail in English, and a Dutch one in Dutch', () => {
  const preview = { inviter: 'Contoso', primaryDomain: 'contoso.example' };
  const quoted = (tag: string, language: 'en' | 'nl') => {
    const mail = { ...review.mail, preview, sent: 5, silent: 0, languages: [{ tag, count: 5 }] };
    return linesOf(reviewCard({ ...review, mail }, language).card)
      .map(({ text }) => text)
      .join('\n');
  };
  assert.match(quoted('en-US', 'nl'), /“Contoso invited you to .*De knop “Accept invitation”/);
  assert.match(quoted('nl-NL', 'en'), /“Contoso heeft u .*Its button “Uitnodiging accepteren”/);
  assert.match(quoted('de-DE', 'nl'), /“Contoso heeft u [^”]*”.*in de taal van hun mail\./);
  assert.match(quoted('fr-FR', 'en'), /“Contoso invited you [^”]*”.*the language of their email\./);
  assert.doesNotMatch(quoted('en-US', 'en'), /language of their email/);
});

test('an extension that takes days away calls itself a change', () => {
  const sample = samples.find(({ name }) => name === 'ending-review: extend, earlier');
  const card = sample?.draw('en').card;
  assert.match(linesOf(card)[0]?.text ?? '', /change the end of access\?$/);
  assert.deepEqual(buttonsOf(card).slice(0, 1), ['Change the end for 2 guests']);
});

test('the title of a result says whether rows failed or nobody knows what became of them', () => {
  const titles = (['en', 'nl'] as const).map((language) => (counts: typeof result.counts) => {
    const card = resultCard({ ...result, stopped: false, counts }, language).card;
    return linesOf(card)[0]?.text.replace(/^.*#[\d.,]+: /, '');
  });
  const said = (counts: typeof result.counts) => titles.map((title) => title(counts));
  assert.deepEqual(said({ unknown: 2, problem: 1 }), ['outcome unknown', 'uitkomst onbekend']);
  const some = ['done, some unknown', 'klaar, een deel is onbekend'];
  assert.deepEqual(said({ unknown: 1, invited: 3 }), some);
  assert.deepEqual(said({ unknown: 1, rejected: 1 }), some);
  assert.deepEqual(said({ unknown: 1, failed: 1 }), [
    'done, some failed, some unknown',
    'klaar, een deel is mislukt, een deel is onbekend',
  ]);
  assert.deepEqual(said({ failed: 2 }), ['failed', 'mislukt']);
  assert.deepEqual(said({ failed: 2, invited: 1 }), [
    'done, some failed',
    'klaar, een deel is mislukt',
  ]);
});

test('a running card says whether one owner is enough, or how many of how many', () => {
  const approvals = (language: 'en' | 'nl') =>
    textOf('running: waits for some of the owners', language).filter((text) =>
      /^(Atlas|Beacon|Cedar)/.test(text),
    );
  assert.deepEqual(approvals('en'), [
    'Atlas: 2 wait for Megan and Adele',
    'Beacon: 1 waits for 2 of these 3: Megan, Adele, Olga',
    'Cedar: 1 waits for one of these 5: Megan, Adele, Olga, Omar, and 1 more',
  ]);
  assert.match(approvals('nl')[1] ?? '', /wacht op 2 van deze 3: Megan, Adele, Olga/);
  assert.ok(textOf('running: at work', 'en').join('\n').includes('for Megan Bowen or Adele Vance'));
});
