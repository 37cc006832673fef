import type { Env } from './bot-process.ts';
import { freePort } from './free-port.ts';
import { makePracticeClock } from './practice-clock.ts';
import { type Bot, runBot } from './run-bot.ts';
import { startTeams } from './teams/start-teams.ts';
import type { Teams } from './teams/teams.ts';
import { startTenant, type Tenant } from './tenant/start-tenant.ts';

export type Sandbox = {
  tenant: Tenant;
  teams: Teams;
  bot: Bot;
  /** Stops all parts in the reverse order of their start, and removes their files. */
  stop(): Promise<void>;
};

export type SandboxOptions = {
  /** 'usual': the ports in the README if they are free, otherwise the next free ones. */
  ports: 'usual' | 'any';
  /** Knobs of the tenant that differ from their defaults. */
  knobs?: object;
  /** Without it the bot starts its own database. */
  database?: { DATABASE_URL: string };
  /** Variables for the bot, beside the sandbox's own. */
  env?: Env;
};

/** Starts a new practice company: the tenant, Teams and the bot, with the app installed. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { ports, knobs, database, env } = options;
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  const near = (wanted: number) => freePort(ports === 'usual' ? wanted : undefined);
  try {
    const clock = await makePracticeClock();
    stops.push(clock.remove);
    // Each part listens before the next searches a port, so that no two find the same.
    const tenant = await startTenant({ port: await near(3980) });
    stops.push(tenant.close);
    turn(tenant, knobs);
    const teams = await startTeams({
      port: await near(3979),
      tenantUrl: tenant.url,
      async turnClock(clockOffsetMs) {
        await clock.turn(clockOffsetMs);
        tenant.turn({ clockOffsetMs });
      },
    });
    stops.push(teams.close);
    const bot = await runBot({
      tenant,
      teams,
      port: await near(3978),
      env: { CLOCK_OFFSET_FILE: clock.file, ...env },
      ...(database && { database }),
    });
    stops.push(bot.stop);
    await teams.installTeam('atlas', 'megan');
    for (const person of ['alex', 'megan', 'adele'] as const) await teams.installPersonal(person);
    return { tenant, teams, bot, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function turn(tenant: Tenant, knobs: object = {}): void {
  try {
    tenant.turn(knobs);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new Error(
      `There is no such knob, or no such value for it: ${JSON.stringify(knobs)}. ${why}`,
    );
  }
}
