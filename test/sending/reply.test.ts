import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sent } from '../../bot/sending/call-connector.ts';
import { reply } from '../../bot/sending/reply.ts';

const to = { serviceUrl: 'http://127.0.0.1/', conversationId: 'a:1', botId: '28:b', tenantId: 't' };
const sent: Sent<{ messageId: string }> = { kind: 'sent', messageId: 'm1' };

/** Gives these answers to the posts in turn, and the last one again. Counts the posts and the sleeps. */
function teams(answers: readonly Sent<{ messageId: string }>[]) {
  const seen = { posts: 0, sleptMs: 0 };
  const deps = {
    connector: {
      async post() {
        seen.posts += 1;
        return answers[seen.posts - 1] ?? answers.at(-1) ?? sent;
      },
    },
    clock: {
      now: () => new Date(0),
      async sleep(ms: number) {
        seen.sleptMs += ms;
      },
    },
    chance: () => 0.5,
  };
  return { seen, deps };
}

test('an answer waits for its room among many answers at the same time', async () => {
  const full = { kind: 'later', seconds: 0.5, lost: false } as const;
  const { seen, deps } = teams([...Array<typeof full>(12).fill(full), sent]);
  assert.deepEqual(await reply(deps, to, { type: 'message' }), sent);
  assert.equal(seen.posts, 13);
});

test('the bot gives up an answer before another replica takes the activity over', async () => {
  const { seen, deps } = teams([{ kind: 'later', seconds: 3, lost: false }]);
  assert.equal((await reply(deps, to, { type: 'message' })).kind, 'later');
  assert.ok(seen.sleptMs > 10_000 && seen.sleptMs <= 20_000, `${seen.sleptMs}`);
});

test('the bot sends an answer that is always lost at most four times', async () => {
  const { seen, deps } = teams([{ kind: 'later', lost: true }]);
  assert.equal((await reply(deps, to, { type: 'message' })).kind, 'later');
  assert.equal(seen.posts, 4);
});

test('the bot repeats nothing to a dead place', async () => {
  const { seen, deps } = teams([{ kind: 'dead' }]);
  assert.equal((await reply(deps, to, { type: 'message' })).kind, 'dead');
  assert.equal(seen.posts, 1);
});
