import type { Config } from '../../src/config.ts';
import { secretText } from '../../src/secret-text.ts';
import { createThroughGroup } from '../../src/work/granting/access-through-group.ts';
import { createLedger } from '../../src/work/ledger/ledger.ts';
import { createLag } from '../../src/work/ledger/replication-lag.ts';
import { restMs } from '../../src/work/runtime/wake-due-work.ts';
import type { StartDeps } from '../../src/work/start-work.ts';
import { gatherTakes } from '../../src/work/taking/decide-takes.ts';
import { ownCredentials } from '../doctor/own-credentials.ts';
import type { Parts } from './shared-parts.ts';

type Chances = { worker: string; chance: () => number; newSecret: () => string };

/** Gives each loop and job of `src/work` its dependencies. */
export function createJobs(config: Config, parts: Parts, chances: Chances): StartDeps {
  const { graph, graphNow, announcer, tenant, review, pacer } = parts;
  const work = { ...parts.work, restMs };
  const { worker, chance, newSecret } = chances;
  const { times } = config;
  const { publicUrl } = config.http;
  const lag = createLag();
  const common = { ...work, ...graph, announcer, operatorsGroup: config.groups.operators };
  const rights = { ...graph, groups: config.groups, loopback: config.loopback };
  return {
    ...work,
    engine: {
      ...common,
      ...graph.ofMany,
      worker,
      pacer,
      chance,
      lag,
      ledger: createLedger({ ...work, lag, graphNow }),
      decideTake: gatherTakes({ ...work, patienceMs: times.replicationPatience }),
      graphNow,
      throughGroup: createThroughGroup({ ...work, ...graph.ofMany }),
      patienceMs: times.replicationPatience,
    },
    requesters: {
      ...common,
      rights,
      bulkFrom: config.limits.bulkFrom,
    },
    draw: { ...common, chance },
    review: { ...review, announcer, restMs },
    ask: common,
    owners: { ...common, rights },
    leavers: { ...common, loopback: config.loopback },
    guestChecks: { ...common, ...graph.ofMany, patienceMs: times.replicationPatience },
    alert: { ...common, digestWindowMs: times.alertDigestWindow },
    stopped: { ...common, rights },
    ends: { ...common, credentials: ownCredentials(config, secretText) },
    sweep: common,
    outside: common,
    delta: { ...common, ...graph.ofMany, patienceMs: times.replicationPatience },
    endings: common,
    cleanUp: { ...work, draftLapsesMs: times.draftLapses, retentionMs: times.retention },
    subscription:
      publicUrl === undefined ? undefined : { ...common, publicUrl, newClientState: newSecret },
    tenant: tenant.now,
    every: { pollMs: times.redemptionPoll, sweepMs: times.redemptionSweep },
  };
}
