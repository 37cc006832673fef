import { doctorCard } from '../../bot/cards/doctor-card.ts';
import { findingLines } from '../../bot/doctor/finding-words.ts';
import { type Finding, inArea } from '../../src/work/doctor/finding.ts';
import type { Sample } from './sample.ts';
import { hostile } from './sample-facts.ts';

const ofPermissions = inArea('permissions');
const ofProjects = inArea('projects');

const sound: readonly Finding[] = [
  inArea('credentials')('credential lasts', { what: 'graph', kind: 'secret', day: '2027-05-28' }),
  ofPermissions('permissions granted', { count: 2, names: 'User.Invite.All, User.Read.All' }),
  inArea('tenant')('domain lists not readable'),
  inArea('database')('database answers', { version: '18.4' }),
];
const faulty: readonly Finding[] = [
  ...sound,
  ofPermissions('permission missing', { permission: 'GroupMember.ReadWrite.All' }),
  inArea('mail')('mail from onmicrosoft', { domain: 'contoso.onmicrosoft.com' }),
  {
    ...ofProjects('project fault', { project: 'atlas' }),
    reason: { code: 'group unknown', values: { id: '9a000000-0000-4000-8000-000000000005' } },
  },
];
const many = Array.from({ length: 60 }, (_, n) => ({
  ...ofProjects('project fault', { project: `project-${n}` }),
  reason: { code: 'owner unfit', values: { name: hostile } } as const,
}));

const looks = { sound, faulty, 'many, hostile': many };

/** The doctor's words to operators. */
export const doctorSamples: readonly Sample[] = Object.entries(looks).map(([name, findings]) => ({
  name: `doctor: ${name}`,
  draw: (language: 'en' | 'nl') =>
    doctorCard({ lines: findingLines(findings, language) }, language),
}));
