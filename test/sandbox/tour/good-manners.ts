import assert from 'node:assert/strict';
import type { Scene } from './scene.ts';

/** Checks that the bot made no call that the real Graph or Teams would refuse, and logged no error. */
export async function goodManners({ step, tell, tenant, teams, bot }: Scene): Promise<void> {
  await step(
    'Graph and Teams report on the bot',
    'Neither found a fault, and the log has no error.',
    async () => {
      const checked =
        tenant.sliceNote ?? "Each call to Graph was checked against Microsoft's description of it";
      const calls = `${tenant.requests().length} calls to Graph, ${teams.wire.length} between bot and Teams`;
      tell.happens(`${calls}. ${checked}.`);
      assert.deepEqual(tenant.violations(), [], 'Requests that Graph would not understand');
      assert.deepEqual(tenant.unhandled(), [], 'Requests that the practice tenant does not know');
      assert.deepEqual(teams.faults, [], 'Messages that Teams would have refused');
      const errors = bot
        .log()
        .filter((line) => line.level === 'error' || line.event === 'not json');
      assert.deepEqual(errors, [], "Errors in the bot's log");
    },
  );
}
