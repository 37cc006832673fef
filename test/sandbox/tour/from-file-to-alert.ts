import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { projectsFile } from '../seed.ts';
import type { SeenMessage } from '../teams/seen.ts';
import { assertAccess, assertMailsTo, writesOf } from './effects.ts';
import { acceptInvitation } from './partner-browser.ts';
import { atlasAccess } from './practice-access.ts';
import type { Scene } from './scene.ts';

const jane = 'jane.doe@fabrikam.example';
const partners = [jane, 'li.wei@fabrikam.example'];
const faultyLines = [4, 5, 7, 8, 9];

/** The main job: from a file with good and bad rows to guests with access, and an alert when the first one accepts. */
export async function fromFileToAlert(scene: Scene): Promise<void> {
  const review = await reviewFile(scene);
  await askForFaultyRows(scene, review);
  await confirmGoodRows(scene, review);
  await approve(scene);
  await inviteAndGive(scene, review);
  await askForResults(scene, review);
  await redeem(scene);
  await hearInChannel(scene);
}

function reviewFile({ step, drops, tenant }: Scene): Promise<SeenMessage> {
  return step(
    'Alex drops a file with eight rows into the chat',
    'The card shows two good rows, five faulty ones and one duplicate, each with its line. The bot only read from Graph.',
    async () => {
      const bytes = await readFile(new URL('../samples/faulty.csv', import.meta.url));
      const file = { name: 'partners.csv', bytes, text: 'to atlas' };
      const review = await drops('alex', file, { button: 'request.confirm', lines: 19 });
      const card = JSON.stringify(review.card);
      for (const line of faultyLines) {
        assert.match(card, new RegExp(`Line ${line}\\b`), `Line ${line} is not on the card`);
      }
      assert.match(card, /Invite 2 partners/);
      assert.deepEqual(writesOf(tenant), [], 'Something was written before anybody confirmed');
      return review;
    },
  );
}

async function askForFaultyRows(scene: Scene, review: SeenMessage): Promise<void> {
  const { step, presses, takesFile, tell } = scene;
  await step(
    'Alex asks for the faulty rows as a file',
    'A CSV has the rows to correct, each with its reason.',
    async () => {
      await presses('alex', review, { verb: 'request.problems' });
      const rows = csvRows(await takesFile('alex', /problems/));
      tell.quotes(rows);
      const faulty = rows.filter((row) => row.includes(',problem,'));
      assert.equal(faulty.length, faultyLines.length, 'Rows in the file of faulty rows');
    },
  );
}

async function confirmGoodRows(scene: Scene, review: SeenMessage): Promise<void> {
  const { step, presses, sees, tenant } = scene;
  await step(
    'Alex confirms, first without the tick, then for the good rows only',
    'The bot refused the first click and recorded the second. It asked the owners, and sent no mail.',
    async () => {
      await presses('alex', review, { verb: 'request.confirm' });
      assert.deepEqual(writesOf(tenant), [], 'The confirmation without the tick counted');
      await presses('alex', review, { verb: 'request.confirm', inputs: { onlyValid: 'true' } });
      await sees('alex', { id: review.id, words: /waiting for approval/, lines: 6 });
      assertMailsTo(tenant, partners, 0);
    },
  );
}

async function approve({ step, presses, sees }: Scene): Promise<void> {
  await step(
    'Megan, who owns Atlas, approves',
    "Adele's copy of the card shows Megan's decision: nobody can decide twice.",
    async () => {
      const asked = await sees('megan', { button: 'approval.approve', lines: 9 });
      const copy = await sees('adele', { button: 'approval.approve', lines: 0 });
      const inputs = { comment: 'Welcome!' };
      await presses('megan', asked, { verb: 'approval.approve', inputs });
      await sees('adele', { id: copy.id, words: /Megan Bowen approved/, lines: 6 });
    },
  );
}

async function inviteAndGive({ step, sees, tell, tenant }: Scene, review: SeenMessage) {
  await step(
    'The bot invites both partners and gives them the access of Atlas',
    'Two guests got one mail each. Both are in the group Atlas partners and are readers of Atlas Portal.',
    async () => {
      await sees('alex', { id: review.id, button: 'request.results', lines: 7 });
      for (const mail of tenant.mails()) tell.says('Microsoft', `To ${mail.to}: ${mail.subject}`);
      assert.equal(tenant.mails().length, partners.length, 'Mails that went out');
      assertMailsTo(tenant, partners, 1);
      assertAccess(tenant, partners, atlasAccess);
    },
  );
}

async function askForResults(scene: Scene, review: SeenMessage): Promise<void> {
  const { step, presses, takesFile, tell } = scene;
  await step(
    'Alex asks for the results as a file',
    'A CSV has the eight rows of his file, each with its result.',
    async () => {
      await presses('alex', review, { verb: 'request.results' });
      const [header = '', ...rows] = csvRows(await takesFile('alex', /results/));
      tell.quotes([header, ...rows.slice(0, 3), '...']);
      assert.match(header, /Status,Reason,ObjectId,RequestNumber$/);
      assert.equal(rows.length, 8, 'Rows in the file of results');
      assert.equal(rows.filter((row) => row.includes(',invited,')).length, partners.length);
    },
  );
}

async function redeem({ step, tell, tenant }: Scene): Promise<void> {
  await step(
    'Jane opens her mail, signs in and accepts',
    'Entra shows her as a guest who has accepted, and she lands on the first page of Atlas.',
    async () => {
      const signIn = 'microsoft account';
      const visit = await acceptInvitation(tenant.url, { address: jane, signIn });
      tell.says('Jane', visit.pages.map((page) => `[${page}]`).join(' -> '));
      const redirectUrl = projectsFile.projects[0]?.invitation.redirectUrl ?? 'none';
      tell.happens(`The last page leads to ${redirectUrl}`);
      assert.ok(visit.landed.includes(redirectUrl), 'Jane did not land where Atlas begins');
      assert.equal(tenant.user(jane)?.externalUserState, 'Accepted');
    },
  );
}

async function hearInChannel({ step, sees }: Scene): Promise<void> {
  await step(
    "The bot alerts the project's channel",
    'The channel has one alert, without an address: not everybody in a channel needs it.',
    async () => {
      const alert = await sees('megan', { where: 'atlas', words: /Jane Doe/, lines: 8 });
      const told = JSON.stringify(alert);
      assert.match(told, /Jane Doe.*has accepted/);
      assert.ok(!told.includes(jane), 'The alert names the address');
    },
  );
}

/** Rows of a CSV without line breaks in its cells. */
const csvRows = (text: string) =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((row) => row !== '');
