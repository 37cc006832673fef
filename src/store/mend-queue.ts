import type { PgBoss } from 'pg-boss';

/** The jobs that recur: by name, after how many seconds at the latest. */
export type Recurring = ReadonlyMap<string, number>;

/**
 * Pulls in jobs that wait too long, because somebody set the database's clock back, or because an earlier version had a
 * longer interval: a job is due one interval from now at the latest. Finds jobs, too, whose worker died with a
 * heartbeat in the future. Safe on several replicas at once. Returns the names for which nothing is queued.
 */
export async function mendQueue(boss: PgBoss, recurring: Recurring): Promise<string[]> {
  const { rows } = await boss
    .getDb()
    .executeSql(statement, [[...recurring.keys()], [...recurring.values()]]);
  return rows.map(({ name }: { name: string }) => name);
}

/** The longest wait of a job that does not recur: between two tries. */
const longestWait = `interval '61 seconds'`;
const ahead = `(now() + interval '2 seconds')`;

const statement = `
  with recurring as (
    select * from unnest($1::text[], $2::float8[]) as recurring (name, seconds)),
  brought as (
    update pgboss.job set start_after = now()
    from (select job.name, job.id from pgboss.job left join recurring using (name)
      where job.state < 'active'
        and job.start_after > now() + coalesce(make_interval(secs => seconds), ${longestWait})) as late
    where job.name = late.name and job.id = late.id),
  beating as (
    update pgboss.job set heartbeat_on = least(heartbeat_on, now()), started_on = least(started_on, now())
    where state = 'active' and greatest(heartbeat_on, started_on) > ${ahead}),
  looked_after as (
    update pgboss.queue set monitor_claim_on = least(monitor_claim_on, now()), monitor_on = least(monitor_on, now()),
      maintain_on = least(maintain_on, now())
    where greatest(monitor_claim_on, monitor_on, maintain_on) > ${ahead})
  select name from recurring
  where not exists (select from pgboss.job where job.name = recurring.name and state < 'active')`;

/** Gives an old queue its present policy, which pg-boss itself does not do. Jobs that are due stay due. */
export async function keepPolicy(boss: PgBoss, name: string, policy: string): Promise<void> {
  const db = boss.getDb();
  const { rows } = await db.executeSql(
    'update pgboss.queue set policy = $2 where name = $1 and policy <> $2 returning name',
    [name, policy],
  );
  if (rows.length === 0) return;
  await db.executeSql(
    `update pgboss.job set policy = $2 where name = $1 and state < 'active' and policy <> $2`,
    [name, policy],
  );
}
