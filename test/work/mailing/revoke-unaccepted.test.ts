import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawRequest } from '../../../bot/drawing/draw-request.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { readEnds } from '../../../src/store/telling/request-ends.ts';
import { cardsOf } from '../../../src/store/telling/shown-cards.ts';
import { answerQuestion } from '../../../src/work/mailing/answer-give-up.ts';
import { cardText } from '../../sandbox/teams/card-actions.ts';
import { makeApproved, requesterId, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { accept, addresses, begun, inviteThree, questionOf } from './give-up-scene.ts';

const server = await startDatabase();
const alex = { personId: requesterId, name: 'Alex' };

test('revoking takes all that a partner was invited to in the project, and nothing that came later', async (t) => {
  const { shop, requestId, pass } = await inviteThree(t, server);
  const again = async (name: string) => {
    const engine = runEngine(t, shop.deps(name));
    const id = await makeApproved(shop.db, { addresses: addresses.slice(0, 1) });
    await untilDone(shop, id);
    await engine.stop();
    return id;
  };
  const second = await again('again');
  await pass(30);
  const question = await questionOf(shop);
  const later = await again('later');
  await answerQuestion(shop, alex, { question, answer: 'revoke' });
  runEngine(t, shop.deps('second'));
  await untilDone(shop, ...(await begun(shop)));
  assert.deepEqual(await statesIn(shop.db, requestId), ['revoked', 'revoked', 'complete']);
  assert.deepEqual(await statesIn(shop.db, second), ['revoked']);
  assert.deepEqual(await statesIn(shop.db, later), ['complete']);
});

test('a requester who revokes sees the card of that request, and who has accepted after all', async (t) => {
  const { shop, pass } = await inviteThree(t, server);
  await pass(30);
  await answerQuestion(shop, alex, { question: await questionOf(shop), answer: 'revoke' });
  await Promise.all(['jane', 'walter'].map((name) => accept(shop, name)));
  const [id = 0] = await begun(shop);
  shop.clock.advance(2 * 60_000);
  runEngine(t, shop.deps('second'));
  await untilDone(shop, id);
  assert.equal((await cardsOf(shop.db, { kind: 'request', id })).length, 1);
  const request = await readRequest(shop.db, id);
  assert.ok(request !== undefined);
  const viewer = { language: 'en', timeZone: 'UTC', now: shop.clock.now() } as const;
  const { card } = await drawRequest(shop.db, request, viewer);
  assert.match(cardText(card), /accepted/);
  const [told] = await readEnds(shop.db, [id]);
  assert.equal(told?.requesterId, requesterId, 'a slow or failed one is told anew');
});
