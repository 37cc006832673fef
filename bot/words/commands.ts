import type { Key } from './say.ts';

/**
 * Every command that is built. The router, help and the manifest read this one table: the first word
 * of each language is the one that is shown, the others are understood too.
 */
export const commands = [
  {
    name: 'help',
    words: { en: ['help', 'hi', 'hello'], nl: ['help', 'hoi', 'hallo'] },
    scopes: ['personal', 'team'],
    title: 'command.help.title',
    description: 'command.help.description',
  },
  {
    name: 'invite',
    words: { en: ['invite'], nl: ['uitnodigen', 'nodig'] },
    scopes: ['personal'],
    title: 'command.invite.title',
    description: 'command.invite.description',
  },
  {
    name: 'template',
    words: { en: ['template'], nl: ['sjabloon'] },
    scopes: ['personal'],
    title: 'command.template.title',
    description: 'command.template.description',
  },
  {
    name: 'status',
    words: { en: ['status'], nl: ['status'] },
    scopes: ['personal'],
    title: 'command.status.title',
    description: 'command.status.description',
  },
  {
    name: 'pending',
    words: { en: ['pending'], nl: ['openstaand'] },
    scopes: ['personal'],
    title: 'command.pending.title',
    description: 'command.pending.description',
  },
  {
    name: 'guest',
    words: { en: ['guest'], nl: ['gast'] },
    scopes: ['personal'],
    title: 'command.guest.title',
    description: 'command.guest.description',
  },
  {
    name: 'projects',
    words: { en: ['projects', 'project'], nl: ['projecten', 'project'] },
    scopes: ['personal', 'team'],
    title: 'command.projects.title',
    description: 'command.projects.description',
  },
  {
    name: 'link',
    words: { en: ['link'], nl: ['koppel', 'koppelen'] },
    scopes: ['team'],
    title: 'command.link.title',
    description: 'command.link.description',
  },
  {
    name: 'mute',
    words: { en: ['mute'], nl: ['dempen', 'demp'] },
    scopes: ['team'],
    title: 'command.mute.title',
    description: 'command.mute.description',
  },
  {
    name: 'unmute',
    words: { en: ['unmute'], nl: ['ontdempen', 'ontdemp'] },
    scopes: ['team'],
    title: 'command.unmute.title',
    description: 'command.unmute.description',
  },
  {
    name: 'cancel',
    words: { en: ['cancel'], nl: ['annuleren', 'annuleer'] },
    scopes: ['personal'],
    title: 'command.cancel.title',
    description: 'command.cancel.description',
  },
  {
    name: 'retry',
    words: { en: ['retry'], nl: ['opnieuw', 'herhaal'] },
    scopes: ['personal'],
    title: 'command.retry.title',
    description: 'command.retry.description',
  },
  {
    name: 'resend',
    words: { en: ['resend'], nl: ['herzenden', 'herzend'] },
    scopes: ['personal'],
    title: 'command.resend.title',
    description: 'command.resend.description',
  },
  {
    name: 'resume',
    words: { en: ['resume'], nl: ['hervatten', 'hervat'] },
    scopes: ['personal'],
    title: 'command.resume.title',
    description: 'command.resume.description',
  },
  {
    name: 'settings',
    words: { en: ['settings'], nl: ['instellingen'] },
    scopes: ['personal'],
    title: 'command.settings.title',
    description: 'command.settings.description',
  },
] as const satisfies readonly {
  name: string;
  words: { en: readonly string[]; nl: readonly string[] };
  scopes: readonly ('personal' | 'team')[];
  title: Key;
  description: Key;
}[];

export type Command = (typeof commands)[number];
export type CommandName = Command['name'];
