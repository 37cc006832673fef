import { Temporal } from 'temporal-polyfill';
import type { makePracticeClock } from '../sandbox/practice-clock.ts';
import type { Tenant } from '../sandbox/tenant/start-tenant.ts';

/** Turns the clocks of the tenant and the bot to a time of a later day, in a time zone. Its days count from now. */
export function turnClocks(
  tenant: Pick<Tenant, 'turn'>,
  clock: Pick<Awaited<ReturnType<typeof makePracticeClock>>, 'turn'>,
  timeZone: string,
): (daysLater: number, plainTime: string) => Promise<void> {
  const today = Temporal.Instant.fromEpochMilliseconds(Date.now())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  return async (daysLater, plainTime) => {
    const then = today.add({ days: daysLater }).toZonedDateTime({ timeZone, plainTime });
    const clockOffsetMs = then.epochMilliseconds - Date.now();
    tenant.turn({ clockOffsetMs });
    await clock.turn(clockOffsetMs);
  };
}
