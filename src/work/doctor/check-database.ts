import { mostConnections } from '../../store/connection/start-faults.ts';
import type { ServerFacts } from '../../store/server-facts.ts';
import { type Finding, inArea } from './finding.ts';

const found = inArea('database');
/** The oldest that the tests ran on. */
const oldest = 150_000;

export type DatabaseDeps = {
  readFacts: () => Promise<ServerFacts>;
  /** Migrations that the database lacks, and migrations that this version of the bot does not know. */
  migrations: () => Promise<{ pending: readonly string[]; unknown: readonly string[] }>;
};

/** Looks at the server, and changes nothing there. */
export async function checkDatabase(deps: DatabaseDeps): Promise<Finding[]> {
  const [facts, { pending, unknown }] = await Promise.all([deps.readFacts(), deps.migrations()]);
  const version = `${Math.floor(facts.version / 10_000)}.${facts.version % 10_000}`;
  const { most, used } = facts.connections;
  return [
    found(facts.version < oldest ? 'database too old' : 'database answers', { version }),
    ...(facts.mayCreate ? [] : [found('database rights', { user: facts.user })]),
    ...(pending.length > 0 ? [found('migrations pending', { count: pending.length })] : []),
    ...(unknown.length > 0 ? [found('database newer', { names: unknown.join(', ') })] : []),
    ...(most - used < mostConnections ? [found('connections few', { most, used })] : []),
  ];
}
