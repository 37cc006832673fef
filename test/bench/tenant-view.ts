import type { TenantState } from '../sandbox/tenant/tenant-state.ts';
import type { Mail, WireEntry } from '../sandbox/tenant/world.ts';

/** Reads the practice tenant over HTTP, because it runs in another process. */
export type TenantView = {
  url: string;
  turn(knobs: object): Promise<void>;
  counts(): Promise<{ calls: number; mails: number }>;
  /** All calls to Graph, in order. */
  calls(): Promise<WireEntry[]>;
  mails(): Promise<Mail[]>;
  state(): Promise<TenantState>;
  /** The calls that the real Graph would refuse. */
  faults(): Promise<{ violations: unknown[]; unhandled: unknown[] }>;
};

export function viewTenant(url: string): TenantView {
  const read = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${url}/sandbox/${path}`);
    const body: T = JSON.parse(await answer.text());
    return body;
  };
  return {
    url,
    async turn(knobs) {
      const answer = await fetch(`${url}/sandbox/knobs`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(knobs),
      });
      if (!answer.ok) throw new Error(`The tenant's knobs: ${await answer.text()}`);
    },
    counts: () => read('counts'),
    calls: () => read(`requests?last=${Number.MAX_SAFE_INTEGER}`),
    mails: () => read('mails'),
    state: () => read('state'),
    faults: () => read('faults'),
  };
}
