import assert from 'node:assert/strict';
import type { PersonKey } from '../sandbox/seed.ts';
import { groups } from '../sandbox/seed.ts';
import { approvedInAtlas } from './ending-steps.ts';
import { endingWords } from './ending-words.ts';
import { hasVerb, wordsOf } from './shown.ts';
import type { Journey } from './start.ts';
import { answerTo, assertClean, confirm } from './steps.ts';

type Spoken = {
  language: 'en' | 'nl';
  inLanguage: (person: PersonKey, act: () => Promise<void>) => Promise<void>;
};

/** Megan approves two partners and one of them accepts. She undoes the approval, and the other loses the access. */
export async function undoByOwner(
  journey: Journey,
  { language, inLanguage }: Spoken,
): Promise<void> {
  const { teams, tenant } = journey;
  const speaks = endingWords[language];
  const who = `undone.${language}@fabrikam.example`;
  const mate = `stays.${language}@fabrikam.example`;
  const question = await approvedInAtlas(journey, 'alex', `${who}, ${mate}`);
  await answerTo(
    journey,
    { person: 'alex' },
    () => tenant.redeem(mate),
    (message) => speaks.accepted.test(wordsOf(message)) && wordsOf(message).includes('tays'),
  );
  await inLanguage('megan', async () => {
    const card = await answerTo(
      journey,
      { person: 'megan' },
      () => question.click('approval.undo'),
      (message) => hasVerb(message, 'request.confirm'),
    );
    assert.match(card.text(), speaks.undone);
    // The partner who has accepted simply stays: there is nothing to tick for that.
    assert.match(card.text(), speaks.stays);
    assert.doesNotMatch(JSON.stringify(card.now().card), /onlyValid/);
    const heard = teams.messages('alex').length;
    await inLanguage('alex', async () => {
      await confirm(card);
      await card.says(speaks.done);
      assert.match(card.text(), speaks.undoneResult);
      assert.doesNotMatch(card.text(), speaks.noLine);
      const toldAlex = () =>
        teams
          .messages('alex')
          .slice(heard)
          .some((each) => speaks.told.test(wordsOf(each)));
      await teams.until(toldAlex, { what: 'a word to the requester' });
    });
    await question.says(speaks.decided);
    assert.equal(question.has('approval.undo'), false);
  });
  const atlas = tenant.membersOf(groups.atlasPartners.id);
  assert.ok(!atlas.includes(tenant.user(who)?.id ?? ''));
  assert.ok(atlas.includes(tenant.user(mate)?.id ?? ''));
  assertClean(journey);
}
