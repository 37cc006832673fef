import { setTimeout as pause } from 'node:timers/promises';
import type { TenantView } from './tenant-view.ts';

const lookEveryMs = 25;

/** Waits until the tenant has sent this number of mails. */
export async function untilMails(tenant: TenantView, count: number): Promise<void> {
  while ((await tenant.counts()).mails < count) await pause(lookEveryMs);
}
