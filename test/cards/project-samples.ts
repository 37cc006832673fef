import { type ProjectOneView, projectOneCard } from '../../bot/cards/project-one-card.ts';
import { projectsListCard } from '../../bot/cards/projects-list-card.ts';
import type { Sample } from './sample.ts';
import { atlas, hostile, hostileAccess, none } from './sample-facts.ts';

export const project: ProjectOneView = {
  key: 'atlas',
  name: 'Atlas',
  owners: ['Megan Bowen', 'Adele Vance'],
  approvers: 2,
  access: atlas,
  optionalAccess: { groups: ['Atlas reviewers'], applications: [{ name: 'Wiki' }], licences: [] },
  place: { host: 'portal.atlas.example', application: 'Atlas Portal' },
  language: 'nl-NL',
  sendMail: true,
  allowedDomains: ['fabrikam.example'],
  channel: 'heard',
  expiresAfterDays: 180,
  whenOver: { rule: 'remove', removeAfterDays: 30 },
  remindBeforeDays: [14, 3],
  remindPartnersDays: [3, 10],
  giveUpDays: 30,
  faults: [
    { code: 'group unwritable', values: { name: 'All staff', why: 'dynamic' } },
    { code: 'owner unfit', values: { name: 'Gina Partner' } },
    { code: 'owners too few', values: { needed: 2, found: 1 } },
    { code: 'channel not reached' },
  ],
};

export const projectSamples: readonly Sample[] = [
  {
    name: 'projects-list: none',
    draw: (language) =>
      projectsListCard({ projects: [], mayInvite: true, isPersonal: true }, language),
  },
  {
    name: 'projects-list: two',
    draw: (language) =>
      projectsListCard(
        {
          projects: [
            { key: 'atlas', name: 'Atlas', approvers: 1 },
            { key: 'beacon', name: 'Beacon', approvers: 0 },
          ],
          mayInvite: true,
          isPersonal: true,
        },
        language,
      ),
  },
  {
    name: 'projects-list: two hundred',
    draw: (language) =>
      projectsListCard(
        {
          projects: Array.from({ length: 200 }, (_, index) => ({
            key: `p${index}`,
            name: `Project ${index}`,
            approvers: 2,
          })),
          mayInvite: false,
          isPersonal: true,
        },
        language,
      ),
  },
  {
    name: 'projects-list: hostile',
    draw: (language) =>
      projectsListCard(
        {
          projects: [{ key: hostile, name: hostile, approvers: 1 }],
          mayInvite: true,
          isPersonal: true,
        },
        language,
      ),
  },
  { name: 'project-one: full', draw: (language) => projectOneCard(project, language) },
  {
    name: 'project-one: muted',
    draw: (language) => projectOneCard({ ...project, channel: 'muted', faults: [] }, language),
  },
  {
    name: 'project-one: bare',
    draw: (language) =>
      projectOneCard(
        {
          key: 'beacon',
          name: 'Beacon',
          owners: [],
          approvers: 0,
          access: none,
          optionalAccess: none,
          place: { host: 'myapps.microsoft.com' },
          sendMail: false,
          allowedDomains: [],
          channel: 'none',
          whenOver: { rule: 'keep', removeAfterDays: 30 },
          remindBeforeDays: [],
          remindPartnersDays: [7],
        },
        language,
      ),
  },
  {
    name: 'project-one: hostile',
    draw: (language) =>
      projectOneCard(
        {
          ...project,
          key: hostile,
          name: hostile,
          owners: [hostile],
          access: hostileAccess,
          optionalAccess: hostileAccess,
          allowedDomains: [hostile],
        },
        language,
      ),
  },
];
