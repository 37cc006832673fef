import { helpCard } from '../../bot/cards/help-card.ts';
import { welcomeCard } from '../../bot/cards/welcome-card.ts';
import { commandNames } from '../../bot/commands/commands.ts';
import type { Sample } from './sample.ts';
import { hostile } from './sample-facts.ts';

/** The welcome and help, which people read first. */
export const helloSamples: readonly Sample[] = [
  {
    name: 'help: may invite',
    draw: (language) =>
      helpCard(
        {
          where: 'personal',
          mayInvite: true,
          owns: [],
          commands: commandNames,
          lists: 'https://guestlist.example/lists',
        },
        language,
      ),
  },
  {
    name: 'help: no rights',
    draw: (language) =>
      helpCard(
        { where: 'personal', mayInvite: false, owns: [], commands: ['help', 'status'] },
        language,
      ),
  },
  {
    name: 'help: owner, hostile',
    draw: (language) =>
      helpCard(
        { where: 'personal', mayInvite: false, owns: ['Atlas', hostile], commands: ['help'] },
        language,
      ),
  },
  {
    name: 'help: rights not known',
    draw: (language) =>
      helpCard({ where: 'personal', mayInvite: undefined, owns: [], commands: ['help'] }, language),
  },
  {
    name: 'help: channel',
    draw: (language) =>
      helpCard({ where: 'channel', mayInvite: true, owns: [], commands: [] }, language),
  },
  {
    name: 'welcome: personal',
    draw: (language) =>
      welcomeCard(
        { where: 'personal', mayInvite: true, project: 'atlas', owns: ['Atlas'] },
        language,
      ),
  },
  {
    name: 'welcome: owner, hostile',
    draw: (language) =>
      welcomeCard({ where: 'personal', mayInvite: undefined, owns: [hostile] }, language),
  },
  {
    name: 'welcome: no rights',
    draw: (language) => welcomeCard({ where: 'personal', mayInvite: false, owns: [] }, language),
  },
  {
    name: 'welcome: channel, hostile',
    draw: (language) => welcomeCard({ where: 'channel', installer: hostile }, language),
  },
  {
    name: 'welcome: channel, nobody known',
    draw: (language) => welcomeCard({ where: 'channel' }, language),
  },
];
