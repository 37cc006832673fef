import { createServer } from 'node:http';
import { type Examined, examineBot } from '../../bot/start/examine-bot.ts';
import { openDoctorGraph } from '../../bot/start/open-doctor-graph.ts';
import { parseProjects } from '../../src/guests/project/project-file.ts';
import type { ServerFacts } from '../../src/store/server-facts.ts';
import { checkDatabase } from '../../src/work/doctor/check-database.ts';
import type { MailRecords } from '../../src/work/doctor/check-mail-records.ts';
import type { Finding } from '../../src/work/doctor/finding.ts';
import { groups, projectsFile, tenantId } from '../sandbox/seed.ts';
import { botAppId } from '../sandbox/tenant/own-application.ts';
import type { Tenant } from '../sandbox/tenant/start-tenant.ts';

/** A set-up to examine, and what a test changes about it. */
export type Setting = {
  tenant: Tenant;
  address: Address;
  /** An address at which nothing listens. */
  closedUrl: string;
  /** Whole projects, as in PROJECTS_FILE. */
  projects?: object[];
  now?: () => Date;
  parts?: Partial<Examined>;
  groups?: Partial<Examined['config']['groups']>;
  tenantId?: string;
  server?: Partial<ServerFacts>;
  migrations?: { pending: string[]; unknown: string[] };
};

export const skuId = '5c000000-0000-4000-8000-000000000001';
const [practiceAtlas, practiceBeacon] = projectsFile.projects;

/** Uses all that needs a permission. */
export const atlas = {
  ...practiceAtlas,
  access: {
    ...practiceAtlas?.access,
    team: groups.atlasTeam.id,
    licences: [{ skuId, usageLocation: 'NL' }],
  },
  whenOver: 'block',
};
export const beacon = { ...practiceBeacon };

const sound: ServerFacts = {
  version: 180_004,
  user: 'guestlist',
  mayCreate: true,
  connections: { most: 100, used: 20 },
};

/** The records of a domain that sends through Exchange Online. */
export const soundRecords: MailRecords = {
  texts: async (name) =>
    name.startsWith('_dmarc.')
      ? ['v=DMARC1; p=reject']
      : ['other', 'v=spf1 include:spf.protection.outlook.com -all'],
  aliases: async (name) => [`${name.replaceAll('.', '-')}.contoso.onmicrosoft.com`],
};

/** Examines a set-up that runs against the practice tenant. */
export function examined(setting: Setting): Promise<Finding[]> {
  const { tenant, address, now = tenant.now } = setting;
  const text = JSON.stringify({ projects: setting.projects ?? [atlas, beacon] });
  const config = {
    graph: { url: tenant.url, credential: { kind: 'none' as const } },
    times: { graphTimeout: 60_000 },
  };
  return examineBot({
    config: {
      loopback: false,
      http: { host: '127.0.0.1', port: 0, publicUrl: address.url },
      tenantId: setting.tenantId ?? tenantId,
      groups: {
        inviters: groups.inviters.id,
        bulkInviters: groups.bulkInviters.id,
        operators: groups.operators.id,
        ...setting.groups,
      },
    },
    credentials: [
      { what: 'graph', kind: 'secret', appId: botAppId, secret: () => 'practice secret' },
    ],
    graph: openDoctorGraph(config, { newRequestId: () => 'call', sleep: async () => undefined }),
    projects: text === '{"projects":[]}' ? [] : parseProjects(text),
    channelFaults: async () => [],
    database: () =>
      checkDatabase({
        readFacts: async () => ({ ...sound, ...setting.server }),
        migrations: async () => setting.migrations ?? { pending: [], unknown: [] },
      }),
    records: soundRecords,
    botToken: async () => 'a token',
    now,
    newId: () => 'handshake-1',
    node: '26.10.0',
    // A busy machine must not make a finding of its own.
    patienceMs: 60_000,
    answerWithinMs: 60_000,
    ...setting.parts,
  });
}

export type Address = {
  url: string;
  /** The answer of `/api/messages`. */
  messages: number;
  /** The largest body that the proxy lets through. */
  most: number;
  /** Whether `/api/notifications` gives the token back. */
  shakesHands: boolean;
};

/** The bot's public address, with a proxy in front that a test can break. */
export async function openAddress(): Promise<Address & { close(): void }> {
  const address: Address = { url: '', messages: 401, most: 1_000_000, shakesHands: true };
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '', 'http://127.0.0.1');
    request.resume();
    if (asked.pathname === '/api/messages') {
      const isTooLarge = Number(request.headers['content-length'] ?? 0) > address.most;
      response.writeHead(isTooLarge ? 413 : address.messages);
      response.end();
      return;
    }
    const token = address.shakesHands ? asked.searchParams.get('validationToken') : 'nothing';
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end(token);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address.url = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}`;
  return Object.assign(address, {
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
}
