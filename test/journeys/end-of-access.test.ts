import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { PersonKey } from '../sandbox/seed.ts';
import { people as company, groups, oneOpenProject, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { approvedInAtlas, dropAccounts, speakers } from './ending-steps.ts';
import { endingWords } from './ending-words.ts';
import { resultLines } from './results-of.ts';
import { hasVerb } from './shown.ts';
import { startJourney } from './start.ts';
import { approvalFor, askToTheEnd, assertClean, confirm, say } from './steps.ts';
import { undoByOwner } from './undo-steps.ts';

/** Cedar and Beacon give the same group. */
const cedar = oneOpenProject('Cedar', groups.beaconPartners.id).projects;
const projects = { projects: [...projectsFile.projects, ...cedar] };
const journey = await startJourney({ knobs: kindKnobs, projects, asksAtTheEnd: 'alex' });
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());
for (const person of ['alex', 'adele', 'megan', 'isaiah'] as const)
  await teams.installPersonal(person);
// Isaiah may invite here. He is neither an owner nor an operator.
tenant.putInGroup(groups.inviters.id, company.isaiah.objectId);

const speak = speakers(journey);
const at = (name: string) => `${name}@fabrikam.example`;
const inBeacon = (address: string) =>
  tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(address)?.id ?? '');

/** Types a line that begins a request for an end, and returns its review card. */
const review = (person: PersonKey, text: string) =>
  say(journey, person, text, (message) => hasVerb(message, 'request.confirm'));

async function guestOfBeacon(name: string): Promise<string> {
  await askToTheEnd(journey, 'alex', `invite ${at(name)} to beacon`);
  await tenant.until(() => inBeacon(at(name)));
  return at(name);
}

for (const language of ['en', 'nl'] as const) {
  const speaks = endingWords[language];
  const inLanguage = async (person: PersonKey, act: () => Promise<void>) => {
    await speak(person, language);
    await act();
    await speak(person, 'en');
  };

  test(`an owner takes access back by hand (${language})`, async () => {
    const who = await guestOfBeacon(`revoked.${language}`);
    await inLanguage('adele', async () => {
      const card = await review('adele', speaks.revoke(who));
      assert.match(card.text(), speaks.taken);
      assert.ok(inBeacon(who));
      await confirm(card);
      await card.says(speaks.done);
      await tenant.until(() => !inBeacon(who));
      const [line = ''] = await resultLines(journey, card, 'adele');
      assert.match(line, /[,;]revoked[,;]/);
    });
    assertClean(journey);
  });

  test(`an owner gives access another end (${language})`, async () => {
    const who = await guestOfBeacon(`extended.${language}`);
    await inLanguage('adele', async () => {
      const card = await review('adele', speaks.extend(who));
      assert.match(card.text(), speaks.newEnd);
      assert.match(card.text(), speaks.noEnd);
      await confirm(card);
      await card.says(speaks.done);
      const [line = ''] = await resultLines(journey, card, 'adele');
      assert.match(line, /[,;]extended[,;]/);
      assert.match(line, speaks.movedInFile);
      assert.match(card.text(), speaks.moved);
      const longer = await review('adele', speaks.longer(who));
      assert.match(longer.text(), speaks.longerEnd);
      await longer.click('request.cancel');
      assert.ok(inBeacon(who));
    });
    assertClean(journey);
  });

  test(`an operator removes an account and restores it (${language})`, async () => {
    const who = await guestOfBeacon(`removed.${language}`);
    const { id = '' } = tenant.user(who) ?? {};
    await inLanguage('alex', async () => {
      const removal = await review('alex', speaks.remove(who));
      assert.match(removal.text(), /Beacon/);
      await confirm(removal);
      await removal.says(speaks.done);
      await tenant.until(() => tenant.user(who) === undefined);
      const back = await review('alex', speaks.restore(who));
      assert.match(back.text(), speaks.days);
      await confirm(back);
      await back.says(speaks.done);
      await tenant.until(() => tenant.user(who)?.id === id);
      assert.ok(inBeacon(who));
    });
    assertClean(journey);
  });

  test(`access that another request needs stays, and the card says so (${language})`, async () => {
    const who = at(`needed.${language}`);
    const first = await askToTheEnd(journey, 'alex', `invite ${who} to cedar`);
    await askToTheEnd(journey, 'alex', `invite ${who} to beacon`);
    await inLanguage('alex', async () => {
      const card = await review('alex', `${speaks.back} #${first.subject}`);
      assert.match(card.text(), speaks.needed);
      await confirm(card);
      await card.says(speaks.done);
      assert.ok(inBeacon(who));
    });
    assertClean(journey);
  });

  test(`an operator removes many accounts by Microsoft's files, after typing their number (${language})`, async () => {
    const people = Array.from({ length: 21 }, (_, n) =>
      tenant.addGuest(at(`many${n}.${language}`)),
    );
    const file = (header: string, rows: readonly string[]) =>
      ['version:v1.0', header, ...rows].join('\r\n');
    await inLanguage('alex', async () => {
      const names = people.map(({ userPrincipalName }) => userPrincipalName);
      const removal = await dropAccounts(
        journey,
        file('User name [userPrincipalName] Required', names),
      );
      for (const typed of [{}, { typed: '' }, { typed: 'twenty' }, { typed: '20' }]) {
        const refused = await removal.click('request.confirm', typed);
        assert.match(refused.text ?? '', speaks.typeIt);
      }
      assert.ok(people.every(({ mail }) => tenant.user(mail ?? '') !== undefined));
      await confirm(removal, { typed: '21' });
      await removal.says(speaks.done);
      assert.ok(people.every(({ mail }) => tenant.user(mail ?? '') === undefined));
      const ids = people.map(({ id }) => id);
      const back = await dropAccounts(journey, file('Object ID [objectId] Required', ids));
      await confirm(back);
      await back.says(speaks.done);
      assert.deepEqual(
        people.map(({ mail }) => tenant.user(mail ?? '')?.id),
        ids,
      );
    });
    assertClean(journey);
  });

  test(`the owner who approved takes the approval back within a day (${language})`, async () => {
    await undoByOwner(journey, { language, inLanguage });
  });

  test(`a requester who is no owner asks for another end, and an owner decides (${language})`, async () => {
    const who = at(`asked.${language}`);
    await approvedInAtlas(journey, 'isaiah', who);
    await inLanguage('isaiah', async () => {
      const card = await review('isaiah', speaks.extend(who).replace('beacon', 'atlas'));
      assert.match(card.text(), speaks.ownersFirst);
      // The bot draws the owner's card in the language that it knows by then.
      await inLanguage('megan', async () => {
        await confirm(card);
        const question = await approvalFor(journey, 'megan', card.subject);
        assert.match(question.text(), speaks.asksEnd);
        assert.doesNotMatch(question.text(), /no access|geen toegang/);
        await question.click('approval.approve', {});
      });
      await card.says(speaks.done);
      assert.match(`${await resultLines(journey, card, 'isaiah')}`, /[,;]extended[,;]/);
      const end = await review('megan', `revoke ${who} from atlas`);
      await confirm(end).then(() => end.says(endingWords.en.done));
      const again = await review('isaiah', speaks.extend(who).replace('beacon', 'atlas'));
      assert.match(again.text(), speaks.over);
      await confirm(again);
      await (await approvalFor(journey, 'megan', again.subject)).click('approval.approve', {});
      await again.says(speaks.done);
    });
    assertClean(journey);
  });
}
