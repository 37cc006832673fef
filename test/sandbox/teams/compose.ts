import { bot, channels, type PersonKey, people, tenantId } from '../seed.ts';
import { type ChannelKey, conversationIdOf, mriOf, type Place } from './ids.ts';
import type { Json } from './json.ts';
import { type Activity, serviceUrlOf, type World } from './world.ts';

/** The zone in which the people of the practice company live. */
export const timeZone = 'Europe/Amsterdam';
const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An activity from this person in this place: the fields that every type has, and `parts`. */
export function compose(
  world: World,
  speaker: { person: PersonKey; place: Place; thread?: string },
  parts: Activity,
): Activity {
  const { person, place, thread } = speaker;
  const now = world.now();
  return {
    id: `f:${crypto.randomUUID()}`,
    timestamp: now.toISOString(),
    localTimestamp: now.toISOString(),
    localTimezone: timeZone,
    serviceUrl: serviceUrlOf(world),
    channelId: 'msteams',
    from: { id: mriOf(person), name: people[person].name, aadObjectId: people[person].objectId },
    recipient: { id: bot.id, name: bot.name },
    conversation: {
      ...(place.kind === 'channel' ? { isGroup: true } : {}),
      conversationType: place.kind,
      tenantId,
      id: conversationIdOf(place, thread),
    },
    channelData: { tenant: { id: tenantId }, ...channelFacts(place) },
    ...parts,
  };
}

// Only install and roster events carry the team's group id; messages know the team by its thread.
function channelFacts(place: Place): Json {
  if (place.kind === 'personal') return {};
  const { teamThreadId } = channels[place.channel];
  return {
    teamsChannelId: place.id,
    teamsTeamId: teamThreadId,
    channel: { id: place.id },
    team: { id: teamThreadId },
  };
}

export const localeOf = (world: World, person: PersonKey) => world.locales.get(person) ?? 'en-US';

function clientInfo(world: World, person: PersonKey): Json {
  const locale = localeOf(world, person);
  const country = locale.split('-')[1] ?? 'US';
  return { type: 'clientInfo', locale, country, platform: 'Web', timezone: timeZone };
}

/** `html` replaces the HTML that Teams would make from the text. */
export type Words = { text?: string; html?: string; mention?: boolean; files?: readonly Json[] };

/** A typed message. As in the real Teams, an attachment holds its HTML. */
export function messageParts(world: World, person: PersonKey, words: Words): Activity {
  const { text = '', mention = false, files = [] } = words;
  const at = `<at>${bot.name}</at>`;
  const typed = mention ? `${at} ${text}`.trim() : text;
  const entities: Json[] = [clientInfo(world, person)];
  if (mention)
    entities.push({ type: 'mention', text: at, mentioned: { id: bot.id, name: bot.name } });
  const marker = files.map((file) => `<attachment id="${String(file.id ?? '')}"></attachment>`);
  const spoken = mention
    ? `<span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">${bot.name}</span>&nbsp;${escapeHtml(text)}`
    : escapeHtml(text);
  const html = words.html ?? `<p>${spoken}</p>${marker.join('')}`;
  const attachments = [
    ...files.filter((file) => file.contentType).map(({ id: _, ...file }) => file),
    { contentType: 'text/html', content: html },
  ];
  return {
    type: 'message',
    textFormat: 'plain',
    locale: localeOf(world, person),
    entities,
    attachments,
    ...(typed === '' ? {} : { text: typed }),
  };
}

export type Presence = 'add' | 'remove';

/** The activities that Teams sends when a person installs the app (two) or removes it (one). */
export function personalInstall(world: World, person: PersonKey, presence: Presence): Activity[] {
  const place: Place = { kind: 'personal', person };
  const members = [{ id: bot.id }, { id: mriOf(person), aadObjectId: people[person].objectId }];
  const installation: Activity = { type: 'installationUpdate', action: presence };
  const roster: Activity = { type: 'conversationUpdate', membersAdded: members };
  return (presence === 'add' ? [installation, roster] : [installation]).map((parts) =>
    compose(world, { person, place }, { ...parts, locale: localeOf(world, person) }),
  );
}

/** The two activities for a team. Both come from its General channel. */
export function teamInstall(
  world: World,
  installed: { channel: ChannelKey; by: PersonKey },
  presence: Presence,
): Activity[] {
  const { teamId, teamThreadId, name } = channels[installed.channel];
  const place: Place = {
    kind: 'channel',
    channel: installed.channel,
    room: `${installed.channel} general`,
    id: teamThreadId,
  };
  const team = { id: teamThreadId, name: name.split(' > ')[0], aadGroupId: teamId };
  const tenant = { id: tenantId };
  const added = presence === 'add';
  const installation: Activity = {
    type: 'installationUpdate',
    action: presence,
    channelData: { tenant, team, settings: { selectedChannel: { id: teamThreadId } } },
  };
  const roster: Activity = {
    type: 'conversationUpdate',
    [added ? 'membersAdded' : 'membersRemoved']: [{ id: bot.id }],
    channelData: { tenant, team, eventType: added ? 'teamMemberAdded' : 'teamMemberRemoved' },
  };
  return [installation, roster].map((parts) =>
    compose(world, { person: installed.by, place }, parts),
  );
}
