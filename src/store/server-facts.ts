import type { Db } from './database.ts';
import { one } from './statement.ts';

/** The facts that the doctor asks from a PostgreSQL server. */
export type ServerFacts = {
  /** Such as 180004 for 18.4. */
  version: number;
  user: string;
  /** True when the user may make tables, which a new version of the bot needs. */
  mayCreate: boolean;
  connections: { most: number; used: number };
};

/** Reads what the server is, and what this user may do there. */
export const readServerFacts = async (db: Db): Promise<ServerFacts> => {
  const { most, used, ...facts } = await one(db)<
    Omit<ServerFacts, 'connections'> & ServerFacts['connections']
  >`
    select current_setting('server_version_num')::int as version, current_user::text as "user",
      has_schema_privilege(current_schema(), 'create') as "mayCreate",
      current_setting('max_connections')::int as most,
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used`;
  return { ...facts, connections: { most, used } };
};
