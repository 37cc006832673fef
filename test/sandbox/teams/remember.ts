import type { PersonKey } from '../seed.ts';
import type { Place } from './ids.ts';
import type { Json } from './json.ts';
import type { World } from './world.ts';

/** Keeps what a person wrote, so that the chat shows it. */
export function remember(
  world: World,
  at: { id: string; place: Place; from: PersonKey; thread?: string },
  words: { text: string; files?: readonly Json[] },
) {
  world.messages.push({
    ...at,
    at: world.now(),
    activity: { type: 'message', text: words.text, attachments: [...(words.files ?? [])] },
    edited: false,
    views: new Map(),
    refreshedAt: new Map(),
  });
  world.changed();
}
