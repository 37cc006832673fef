import assert from 'node:assert/strict';
import { ConfigFault, readConfig } from '../src/config.ts';
import type { Env } from '../src/env-reader.ts';

export const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

export const full: Env = {
  MicrosoftAppId: id(1),
  MicrosoftAppPassword: 'hunter2',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: id(2),
  INVITERS_GROUP_ID: id(3),
  OPERATORS_GROUP_ID: id(4),
  SHAREPOINT_HOSTS: 'contoso-my.sharepoint.com, contoso.sharepoint.com',
  DATA_DIR: '/var/lib/guestlist',
};
export const loopback: Env = { LOOPBACK: 'true', GRAPH_URL: 'http://127.0.0.1:4000' };

export function faultsOf(env: Env): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    assert.ok(error instanceof ConfigFault);
    return error.faults;
  }
  return [];
}

/** The names of the variables with faults. */
export const faulty = (env: Env) => faultsOf(env).map((fault) => fault.split(':')[0]);
