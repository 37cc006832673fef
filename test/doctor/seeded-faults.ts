import { applications, groups, people } from '../sandbox/seed.ts';
import { defaultKnobs } from '../sandbox/tenant/knobs.ts';
import type { Setting } from './examined.ts';
import { atlas, beacon, skuId } from './examined.ts';

/** One thing that is wrong, and the findings that name it: code, and for a project's fault the reason. */
export type Seeded = {
  /** The fault that breaks it. The test puts knobs of the practice tenant back afterwards. */
  knobs?: object;
  setting?: (setting: Setting) => Partial<Setting>;
  finds: readonly string[];
};

/** The permissions of the practice application. */
const { granted } = defaultKnobs().setup;
const atlasWith = (changes: object) => ({ projects: [{ ...atlas, ...changes }, beacon] });
const atlasGives = (access: object) => atlasWith({ access: { ...atlas.access, ...access } });
const missing = (permission: string) => ({
  missingConsent: [permission],
  setup: { granted: granted.filter((each) => each !== permission) },
});
const without = (list: readonly string[], name: string) => list.filter((each) => each !== name);
const nobody = 'ffffffff-0000-4000-8000-00000000ffff';

/** Ways in which the tenant, its settings or the projects are wrong. */
export const tenantFaults: Readonly<Record<string, Seeded>> = {
  'Entra refuses the credentials': {
    knobs: { credentialsRefused: true },
    finds: ['graph credentials refused'],
  },
  'nobody may invite': {
    knobs: missing('User.Invite.All'),
    finds: ['permission missing'],
  },
  'people cannot be read': {
    knobs: missing('User.Read.All'),
    finds: ['permission missing', 'read not permitted'],
  },
  'applications cannot be read': {
    knobs: missing('Application.Read.All'),
    finds: ['permission missing', 'read not permitted', 'read not permitted'],
  },
  'roles cannot be given': {
    knobs: missing('AppRoleAssignment.ReadWrite.All'),
    finds: ['permission missing'],
  },
  'groups cannot be written': {
    knobs: {
      setup: {
        granted: [...without(granted, 'GroupMember.ReadWrite.All'), 'GroupMember.Read.All'],
      },
    },
    finds: ['permission missing'],
  },
  'consent is there, and Graph refuses all the same': {
    knobs: { missingConsent: ['GroupSettings.Read.All'] },
    finds: ['permission not in force'],
  },
  'a right too many': {
    knobs: { setup: { granted: [...granted, 'Directory.ReadWrite.All'] } },
    finds: ['permission too much'],
  },
  'a right that no project needs': {
    setting: () => ({ projects: [{ ...beacon, access: { groups: [groups.beaconPartners.id] } }] }),
    finds: ['permission too much', 'permission too much'],
  },
  'no such application': {
    knobs: { setup: { registered: false } },
    finds: ['application unknown', 'credential not found'],
  },
  'the application is disabled': {
    knobs: { setup: { enabled: false } },
    finds: ['application disabled'],
  },
  'the secret is over': {
    knobs: { setup: { secrets: [{ hint: 'pra', days: -1 }] } },
    finds: ['credential over'],
  },
  'the secret ends soon': {
    knobs: { setup: { secrets: [{ hint: 'pra', days: 9 }] } },
    finds: ['credential ends soon'],
  },
  'somebody made a new secret, and the bot has the old one': {
    knobs: {
      setup: {
        secrets: [
          { hint: 'pra', days: 3 },
          { hint: 'new', days: 700 },
        ],
      },
    },
    finds: ['credential ends soon'],
  },
  'the secret was removed': {
    knobs: { setup: { secrets: [{ hint: 'new', days: 700 }] } },
    finds: ['credential not found'],
  },
  'another tenant answers': { setting: () => ({ tenantId: nobody }), finds: ['tenant other'] },
  'invitations are off': { knobs: { invitationsOff: true }, finds: ['invitations off'] },
  'guests are blocked': { knobs: { setup: { inboundBlocked: true } }, finds: ['inbound blocked'] },
  'no privacy statement': {
    knobs: { setup: { privacyStatement: false } },
    finds: ['privacy missing'],
  },
  'mail from onmicrosoft.com': { knobs: { ownDomain: false }, finds: ['mail from onmicrosoft'] },
  "Entra's own policy acts on guests": {
    knobs: { setup: { guestPolicies: ['Clean up'] } },
    finds: ['guest policy'],
  },
  'no inviters': {
    setting: () => ({ groups: { inviters: nobody } }),
    finds: ['rights group unknown'],
  },
  'operators without members': {
    setting: () => ({ groups: { operators: groups.beaconPartners.id } }),
    finds: ['rights group empty', 'group unwritable'],
  },
  'an owner who is gone': {
    setting: () => atlasWith({ owners: [nobody] }),
    finds: ['owner unknown'],
  },
  'an owner who is a guest': {
    setting: () => atlasWith({ owners: [people.gina.objectId] }),
    finds: ['owner unfit'],
  },
  'an owner who is blocked': {
    setting: ({ tenant }) => {
      const { id } = tenant.addMember('blocked@contoso.example', { accountEnabled: false });
      return atlasWith({ owners: [id] });
    },
    finds: ['owner unfit'],
  },
  'no owners group': {
    setting: () => atlasWith({ ownersGroup: nobody }),
    finds: ['owners group unknown'],
  },
  'a group that is gone': {
    setting: () => atlasGives({ groups: [nobody] }),
    finds: ['group unknown'],
  },
  'a dynamic group': {
    setting: () => atlasGives({ groups: [groups.allStaff.id] }),
    finds: ['group unwritable'],
  },
  'a synchronised group': {
    setting: ({ tenant }) =>
      atlasGives({ groups: [tenant.addGroup({ displayName: 'Local', synced: true }).id] }),
    finds: ['group unwritable'],
  },
  'a group with directory roles': {
    setting: ({ tenant }) =>
      atlasGives({ groups: [tenant.addGroup({ displayName: 'Admins', roleAssignable: true }).id] }),
    finds: ['group unwritable'],
  },
  'a team that takes no guests': {
    setting: ({ tenant }) => {
      const facts = { displayName: 'Closed', unified: true, refusesGuests: true };
      return atlasGives({ team: tenant.addGroup(facts).id });
    },
    finds: ['guests may not join group'],
  },
  'an application that is gone': {
    setting: () => atlasGives({ apps: [{ servicePrincipalId: nobody }] }),
    finds: ['application unknown'],
  },
  'a role that must be chosen': {
    setting: () =>
      atlasGives({
        apps: [{ servicePrincipalId: applications.atlasPortal.servicePrincipalId }],
      }),
    finds: ['role missing'],
  },
  'a licence that nobody bought': {
    setting: () => atlasGives({ licences: [{ skuId: nobody, usageLocation: 'NL' }] }),
    finds: ['licence unknown'],
  },
  'no project': {
    setting: () => ({ projects: [] }),
    finds: ['projects none', 'permission too much', 'permission too much', 'permission too much'],
  },
  // The last: the licences stay used.
  'no licence left': {
    setting: ({ tenant }) => {
      for (let n = 0; n < 5; n += 1) {
        const member = tenant.addMember(`seat${n}@contoso.example`);
        tenant.change(member.id, { skuIds: [skuId] });
      }
      return {};
    },
    finds: ['licence used up'],
  },
};
