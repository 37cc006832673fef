import assert from 'node:assert/strict';
import type { Scene } from './scene.ts';

/** Nothing that was asked of Graph and Teams was anything that the real ones would refuse. */
export async function goodManners({ step, tell, tenant, teams, bot }: Scene): Promise<void> {
  await step(
    'What Graph and Teams say about the bot',
    'No complaint from either, and no error in the log.',
    async () => {
      const checked =
        tenant.sliceNote ?? "Each call to Graph was checked against Microsoft's description of it";
      const calls = `${tenant.requests().length} calls to Graph, ${teams.wire.length} between bot and Teams`;
      tell.happens(`${calls}. ${checked}.`);
      assert.deepEqual(tenant.violations(), [], 'Requests that Graph would not understand');
      assert.deepEqual(tenant.unhandled(), [], 'Requests that the practice tenant does not know');
      assert.deepEqual(teams.faults, [], 'What Teams would not have taken');
      const errors = bot
        .log()
        .filter((line) => line.level === 'error' || line.event === 'not json');
      assert.deepEqual(errors, [], "Errors in the bot's log");
    },
  );
}
