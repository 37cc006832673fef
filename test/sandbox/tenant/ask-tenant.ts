import type { Tenant, TenantOptions } from './start-tenant.ts';
import { startTenant } from './start-tenant.ts';

/** For the tests: a tenant that closes with the test, and plain calls to its Graph. */
export type Asked = {
  status: number;
  headers: Headers;
  // The tests read Graph's JSON as it comes.
  body: ReturnType<typeof JSON.parse>;
};

export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Asked>;

export async function tenantFor(
  context: { after(end: () => Promise<void>): void },
  options: TenantOptions = {},
): Promise<{ tenant: Tenant; ask: Ask }> {
  const tenant = await startTenant(options);
  context.after(() => tenant.close());
  return { tenant, ask: askAt(tenant.url) };
}

/** Paths under /v1.0 unless they are whole addresses. */
const askAt =
  (url: string): Ask =>
  async (method, path, body, headers = {}) => {
    const whole = path.startsWith('http') ? path : `${url}/v1.0${path}`;
    const answer = await fetch(whole, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: answer.status,
      headers: answer.headers,
      body: isJson && text ? JSON.parse(text) : text,
    };
  };

export const filterUsers = (filter: string): string =>
  `/users?$filter=${encodeURIComponent(filter)}&$select=id,mail,externalUserState`;

export const invitation = (address: string, more: object = {}): object => ({
  invitedUserEmailAddress: address,
  inviteRedirectUrl: 'https://atlas.contoso.example/welcome',
  ...more,
});

export const mailed = (address: string, more: object = {}): object =>
  invitation(address, { sendInvitationMessage: true, ...more });
