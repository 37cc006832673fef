import { type Setting, soundRecords } from './examined.ts';
import type { Seeded } from './seeded-faults.ts';

const day = 24 * 3600 * 1000;

/** Ways in which what the bot runs on is wrong: its address, database, clock and Node. */
export const machineFaults: Readonly<Record<string, Seeded>> = {
  'the bot is not in the channel': {
    setting: () => ({
      parts: {
        channelFaults: async ({ key }) =>
          key === 'atlas' ? [{ code: 'channel not reached' }] : [],
      },
    }),
    finds: ['channel not reached'],
  },
  'Teams gives no token': {
    setting: () => ({ parts: { botToken: () => Promise.reject(new Error('refused')) } }),
    finds: ['bot token refused'],
  },
  'a domain without records for mail': {
    setting: () => ({ parts: { records: { texts: async () => [], aliases: async () => [] } } }),
    finds: ['spf missing', 'dkim missing', 'dmarc missing'],
  },
  'an SPF record of another mail server': {
    setting: () => ({
      parts: {
        records: {
          ...soundRecords,
          texts: async (name) =>
            name.startsWith('_dmarc.')
              ? ['v=DMARC1; p=none']
              : ['v=spf1 include:mail.example -all'],
        },
      },
    }),
    finds: ['spf missing'],
  },
  'the address lets everybody in': {
    setting: ({ address }) => ({ address: change(address, { messages: 200 }) }),
    finds: ['endpoint open'],
  },
  'the proxy knows no such path': {
    setting: ({ address }) => ({ address: change(address, { messages: 404 }) }),
    finds: ['endpoint other'],
  },
  'the proxy takes no large message': {
    setting: ({ address }) => ({ address: change(address, { most: 100_000 }) }),
    finds: ['endpoint limits'],
  },
  'the proxy keeps the handshake': {
    setting: ({ address }) => ({ address: change(address, { shakesHands: false }) }),
    finds: ['handshake failed'],
  },
  'nothing listens': {
    setting: ({ address, closedUrl }) => ({ address: { ...address, url: closedUrl } }),
    finds: ['endpoint closed', 'subscription missing'],
  },
  // No label of a name is so long, so that no name server is asked.
  'no such host': {
    setting: ({ address }) => ({
      address: { ...address, url: `https://${'a'.repeat(64)}.example` },
    }),
    finds: ['endpoint name', 'subscription missing'],
  },
  'an old PostgreSQL': {
    setting: () => ({ server: { version: 130_014 } }),
    finds: ['database too old'],
  },
  'no right to make tables': {
    setting: () => ({ server: { mayCreate: false } }),
    finds: ['database rights'],
  },
  'no room for a replica': {
    setting: () => ({ server: { connections: { most: 30, used: 20 } } }),
    finds: ['connections few'],
  },
  'a database of a newer version': {
    setting: () => ({ migrations: { pending: [], unknown: ['0999-later'] } }),
    finds: ['database newer'],
  },
  'migrations to come': {
    setting: () => ({ migrations: { pending: ['0044-approvals-told'], unknown: [] } }),
    finds: ['migrations pending'],
  },
  'a clock that is a minute off': {
    setting: ({ tenant }) => ({ now: () => new Date(tenant.now().getTime() - 60_000) }),
    finds: ['clock off'],
  },
  'a clock that is a day off': {
    setting: ({ tenant }) => ({ now: () => new Date(tenant.now().getTime() + day) }),
    finds: ['clock wrong'],
  },
  'an old Node': { setting: () => ({ parts: { node: '20.19.2' } }), finds: ['node too old'] },
};

/** Changes the address that runs. The test opens a new one for each fault. */
function change(address: Setting['address'], how: Partial<Setting['address']>): Setting['address'] {
  return Object.assign(address, how);
}
