import { helpCard } from '../../bot/cards/help-card.ts';
import { noticeCard, noticeCodes } from '../../bot/cards/notice-card.ts';
import { type ProjectOneView, projectOneCard } from '../../bot/cards/project-one-card.ts';
import { projectsListCard } from '../../bot/cards/projects-list-card.ts';
import type { Language } from '../../bot/cards/say.ts';
import { type RequestLine, statusListCard } from '../../bot/cards/status-list-card.ts';
import { statusOneCard } from '../../bot/cards/status-one-card.ts';
import { welcomeCard } from '../../bot/cards/welcome-card.ts';
import { commands } from '../../bot/commands.ts';
import {
  at,
  atlas,
  faults,
  hostile,
  hostileAccess,
  hostileReason,
  none,
  timeZone,
} from './sample-facts.ts';
import type { Sample } from './samples.ts';

const line: RequestLine = {
  number: 1042,
  source: { kind: 'file', name: 'partners.csv' },
  state: 'confirmed',
  done: 45,
  total: 120,
  waiting: 0,
  createdAt: at,
};
const requests: RequestLine[] = [
  line,
  { ...line, number: 1041, waiting: 3 },
  { ...line, number: 1040, flag: 'held' },
  { ...line, number: 1039, state: 'draft', source: { kind: 'list' } },
  { ...line, number: 1038, state: 'done', done: 119 },
  { ...line, number: 1037, state: 'done', flag: 'cancelled' },
  { ...line, number: 1036, state: 'discarded', source: { kind: 'line' } },
  { ...line, number: 1035, state: 'lapsed' },
];

const project: ProjectOneView = {
  key: 'atlas',
  name: 'Atlas',
  owners: ['Megan Bowen', 'Adele Vance'],
  approvers: 2,
  access: atlas,
  optionalAccess: { groups: ['Atlas reviewers'], applications: [{ name: 'Wiki' }] },
  language: 'nl-NL',
  sendMail: true,
  allowedDomains: ['fabrikam.example'],
  hasChannel: true,
  expiresAfterDays: 180,
};

// What any notice may name, so that each can be drawn without knowing which of them it does.
const noticed = {
  nearest: 'atlas',
  most: 19,
  project: 'atlsa',
  total: 12,
  name: 'partners-results.csv',
  number: '1042',
  correlation: '7f3c0c7e',
};
const hostileNotice = Object.fromEntries(
  Object.keys(noticed).map((name) => [name, name === 'total' || name === 'most' ? 3 : hostile]),
);

/** The short answers: help, welcome, status, projects and every notice. */
export const answerSamples: readonly Sample[] = [
  {
    name: 'help: may invite',
    draw: (language) =>
      helpCard(
        { where: 'personal', mayInvite: true, commands: commands.map(({ name }) => name) },
        language,
      ),
  },
  {
    name: 'help: no rights',
    draw: (language) =>
      helpCard({ where: 'personal', mayInvite: false, commands: ['help', 'status'] }, language),
  },
  {
    name: 'help: channel',
    draw: (language) => helpCard({ where: 'channel', mayInvite: true, commands: [] }, language),
  },
  {
    name: 'welcome: personal',
    draw: (language) =>
      welcomeCard({ where: 'personal', mayInvite: true, project: 'atlas' }, language),
  },
  {
    name: 'welcome: no rights',
    draw: (language) => welcomeCard({ where: 'personal', mayInvite: false }, language),
  },
  {
    name: 'welcome: channel, hostile',
    draw: (language) => welcomeCard({ where: 'channel', installer: hostile }, language),
  },
  {
    name: 'welcome: channel, nobody known',
    draw: (language) => welcomeCard({ where: 'channel' }, language),
  },
  {
    name: 'status-list: none',
    draw: (language) => statusListCard({ requests: [], timeZone }, language),
  },
  {
    name: 'status-list: every state',
    draw: (language) => statusListCard({ requests, timeZone }, language),
  },
  {
    name: 'status-list: two thousand',
    draw: (language) =>
      statusListCard(
        {
          requests: Array.from({ length: 2000 }, (_, index) => ({ ...line, number: 3000 - index })),
          timeZone,
        },
        language,
      ),
  },
  {
    name: 'status-list: hostile',
    draw: (language) =>
      statusListCard(
        { requests: [{ ...line, source: { kind: 'file', name: hostile } }], timeZone },
        language,
      ),
  },
  {
    name: 'status-one: all rows',
    draw: (language) =>
      statusOneCard(
        {
          ...line,
          requester: 'Alex Wilber',
          projects: [
            { name: 'Atlas', done: 40, total: 100 },
            { name: 'Beacon', done: 5, total: 20 },
          ],
          rows: 'all',
          timeZone,
        },
        language,
      ),
  },
  {
    name: 'status-one: hostile, own projects',
    draw: (language) =>
      statusOneCard(
        {
          ...line,
          source: { kind: 'file', name: hostile },
          requester: hostile,
          projects: [{ name: hostile, done: 0, total: 1 }],
          rows: 'own projects',
          timeZone,
        },
        language,
      ),
  },
  {
    name: 'projects-list: none',
    draw: (language) => projectsListCard({ projects: [], mayInvite: true }, language),
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
        },
        language,
      ),
  },
  {
    name: 'projects-list: hostile',
    draw: (language) =>
      projectsListCard(
        { projects: [{ key: hostile, name: hostile, approvers: 1 }], mayInvite: true },
        language,
      ),
  },
  { name: 'project-one: full', draw: (language) => projectOneCard(project, language) },
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
          sendMail: false,
          allowedDomains: [],
          hasChannel: false,
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
  {
    name: 'notice: list refused with its reason',
    draw: (language) =>
      noticeCard(
        {
          notice: 'list refused',
          list: { code: 'no address column', values: { nearest: 'e-mial' } },
        },
        language,
      ),
  },
  {
    name: 'notice: list too large',
    draw: (language) =>
      noticeCard(
        { notice: 'list refused', list: { code: 'too large', values: { limit: 10485760 } } },
        language,
      ),
  },
  {
    name: 'notice: no rows, with reasons',
    draw: (language) => noticeCard({ notice: 'no rows', reasons: faults }, language),
  },
  {
    name: 'notice: hostile',
    draw: (language) =>
      noticeCard(
        {
          notice: 'project unknown',
          values: hostileNotice,
          reasons: [hostileReason],
          notes: [{ code: 'column ignored', values: { column: hostile } }],
          list: { code: 'duplicate column', values: { column: hostile, other: hostile, line: 3 } },
          items: [hostile, 'Atlas'],
        },
        language,
      ),
  },
  ...noticeCodes.map((notice) => ({
    name: `notice: ${notice}`,
    draw: (language: Language) => noticeCard({ notice, values: noticed }, language),
  })),
];
