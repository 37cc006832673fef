import { type CardAction, refreshOf } from './card-actions.ts';
import { fetchDialog, submitDialog } from './dialogs.ts';
import type { Answer } from './http.ts';
import { channelKeys, maySee, placeAt } from './ids.ts';
import { setPersonal, setTeam } from './install.ts';
import { type Clicked, sendAction } from './invoke.ts';
import { isObject, type Json, objectAt, textAt } from './json.ts';
import { bad, ok, personNamed, whereNamed } from './page-names.ts';
import { answerConsent, openChat, say, sendFiles } from './people-do.ts';
import { sample } from './samples.ts';
import { cardFor } from './seen.ts';
import { findMessage, type World } from './world.ts';

const speaker = (body: unknown) => ({
  person: personNamed(textAt(body, 'as')),
  where: whereNamed(textAt(body, 'in')),
  ...(textAt(body, 'thread') ? { thread: textAt(body, 'thread') ?? '' } : {}),
});

const target = (body: unknown) => ({
  person: personNamed(textAt(body, 'as')),
  messageId: textAt(body, 'messageId') ?? '',
});

type Act = (world: World, body: unknown) => Promise<Answer>;

/** The acts of people on the page, by address. */
export const acts: ReadonlyMap<string, Act> = new Map<string, Act>([
  ['/sandbox/say', speak],
  ['/sandbox/file', file],
  ['/sandbox/action', action],
  ['/sandbox/dialog', dialog],
  ['/sandbox/refresh', refreshCard],
  [
    '/sandbox/consent',
    async (world, body) => {
      const choice = textAt(body, 'choice') === 'accept' ? 'accept' : 'decline';
      return ok(await answerConsent(world, target(body), choice));
    },
  ],
  [
    '/sandbox/open',
    async (world, body) => {
      const { person, where } = speaker(body);
      await openChat(world, person, where);
      return ok({});
    },
  ],
  ['/sandbox/install', install],
  [
    '/sandbox/locale',
    async (world, body) => {
      world.locales.set(personNamed(textAt(body, 'as')), textAt(body, 'locale') ?? 'en-US');
      world.changed();
      return ok({});
    },
  ],
]);

async function speak(world: World, body: unknown): Promise<Answer> {
  const mention = !isObject(body) || body.mention !== false;
  return ok(await say(world, speaker(body), { text: textAt(body, 'text') ?? '', mention }));
}

async function file(world: World, body: unknown): Promise<Answer> {
  const name = textAt(body, 'sample') ?? textAt(body, 'name') ?? 'file.csv';
  const base64 = textAt(body, 'base64');
  const bytes = base64 === undefined ? sample(name) : Buffer.from(base64, 'base64');
  if (!bytes) return bad(`There is no sample '${name}'`);
  const text = textAt(body, 'text') ?? '';
  return ok(await sendFiles(world, speaker(body), { files: [{ name, bytes }], text }));
}

async function install(world: World, body: unknown): Promise<Answer> {
  const presence = textAt(body, 'presence') === 'remove' ? 'remove' : 'add';
  const person = personNamed(textAt(body, 'as'));
  const team = textAt(body, 'team');
  if (team === undefined) {
    await setPersonal(world, person, presence);
    return ok({});
  }
  const channel = channelKeys.find((key) => key === team);
  if (!channel) return bad(`There is no team '${team}'`);
  await setTeam(world, { channel, by: person }, presence);
  return ok({});
}

const clicked = ({ shown, text, status, dialog: opened }: Clicked): Json => ({
  shown,
  status,
  ...(text ? { text } : {}),
  ...(opened ? { title: opened.title, card: opened.card } : {}),
});

/** Opens the message extension, or sends what a dialog holds. */
async function dialog(world: World, body: unknown): Promise<Answer> {
  const { person, where } = speaker(body);
  const place = placeAt(person, where);
  const { messageId } = target(body);
  const commandId = textAt(body, 'commandId') ?? '';
  if (!maySee(person, place)) return bad('There is no such chat');
  const origin = messageId === '' ? { person, place, commandId } : { person, place, messageId };
  const data = objectAt(body, 'data');
  return ok(clicked(await (data ? submitDialog(world, origin, data) : fetchDialog(world, origin))));
}

async function action(world: World, body: unknown): Promise<Answer> {
  const { person, messageId } = target(body);
  const message = findMessage(world, messageId);
  const sent = objectAt(body, 'action');
  if (!message || !sent || !maySee(person, message.place)) return bad('There is no such card');
  const verb = textAt(sent, 'verb');
  const title = textAt(sent, 'title');
  const press: CardAction = {
    type: sent.type === 'Action.Submit' ? 'Action.Submit' : 'Action.Execute',
    data: sent.data,
    ...(verb ? { verb } : {}),
    ...(title ? { title } : {}),
  };
  return ok(clicked(await sendAction(world, { person, message }, press)));
}

async function refreshCard(world: World, body: unknown): Promise<Answer> {
  const { person, messageId } = target(body);
  const message = findMessage(world, messageId);
  const found = message && refreshOf(cardFor(world, person, message));
  if (!message || !found || !maySee(person, message.place)) return bad('Nothing to refresh');
  return ok(clicked(await sendAction(world, { person, message }, found.action)));
}
