import { isObject, type Json, listAt, objectAt, textAt } from './json.ts';

export type CardAction = {
  type: 'Action.Execute' | 'Action.Submit';
  id?: string;
  title?: string;
  verb?: string;
  data?: unknown;
};

/** The card and all its elements, in reading order. */
function* elements(node: unknown): Generator<Json> {
  if (Array.isArray(node)) {
    for (const item of node) yield* elements(item);
    return;
  }
  if (!isObject(node)) return;
  yield node;
  for (const [key, value] of Object.entries(node)) {
    // A fallback replaces its element, and data is not part of the layout.
    if (key !== 'fallback' && key !== 'data' && key !== 'refresh') yield* elements(value);
  }
}

/** All words on a card, one line for each text, for tests that search for words. */
export function cardText(card: unknown): string {
  const lines: string[] = [];
  for (const element of elements(card)) {
    for (const key of ['text', 'title', 'value', 'label']) {
      const words = textAt(element, key);
      if (words !== undefined && element.type !== 'Input.Toggle') lines.push(words);
    }
    if (element.type === 'Input.Toggle') lines.push(textAt(element, 'title') ?? '');
  }
  return lines.join('\n');
}

function readAction(found: Json): CardAction | undefined {
  const { type } = found;
  if (type !== 'Action.Execute' && type !== 'Action.Submit') return undefined;
  const texts: Pick<CardAction, 'id' | 'title' | 'verb'> = {};
  for (const key of ['id', 'title', 'verb'] as const) {
    const value = textAt(found, key);
    if (value !== undefined) texts[key] = value;
  }
  return { type, ...texts, data: found.data };
}

export function actionsOf(card: unknown): readonly CardAction[] {
  return [...elements(card)].map(readAction).filter((action) => action !== undefined);
}

const verbOf = (action: CardAction) => action.verb ?? textAt(action.data, 'verb');

/** `name` is a verb, a title or an id, tried in this order. */
export function findAction(card: unknown, name: string): CardAction | undefined {
  const all = actionsOf(card);
  return (
    all.find((a) => verbOf(a) === name) ??
    all.find((a) => a.title === name) ??
    all.find((a) => a.id === name)
  );
}

export const refreshOf = (
  card: unknown,
): { action: CardAction; userIds?: readonly unknown[] } | undefined => {
  const refresh = objectAt(card, 'refresh');
  const action = readAction(objectAt(refresh, 'action') ?? {});
  if (!refresh || !action) return undefined;
  return { action, ...('userIds' in refresh ? { userIds: listAt(refresh, 'userIds') } : {}) };
};

export function inputsOf(card: unknown): readonly Json[] {
  return [...elements(card)].filter((e) => (textAt(e, 'type') ?? '').startsWith('Input.'));
}

const defaultOf = (input: Json): unknown =>
  input.type === 'Input.Toggle' ? (input.value ?? input.valueOff ?? 'false') : (input.value ?? '');

/** The values that a client sends: those a person typed, and the card's own for the other inputs. */
export function fillInputs(
  card: unknown,
  typed: Readonly<Record<string, string>>,
): { values: Json; empty: readonly string[] } {
  const values: Json = {};
  const empty: string[] = [];
  for (const input of inputsOf(card)) {
    const id = textAt(input, 'id') ?? '';
    values[id] = typed[id] ?? defaultOf(input);
    if (input.isRequired === true && values[id] === '') empty.push(id);
  }
  return { values: { ...values, ...typed }, empty };
}

/** The card in a client of Adaptive Cards 1.2: without refresh, and without what came later. */
export function forOldClient(card: Json): Json {
  const { refresh: _, ...shown } = card;
  const replaced = asOld(shown);
  return isObject(replaced) ? replaced : shown;
}

const unknownTypes = ['Action.Execute', 'Table'];
const unknownProperties = ['label', 'isRequired', 'errorMessage'];

function asOld(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asOld).filter((item) => item !== undefined);
  if (!isObject(node)) return node;
  if (unknownTypes.some((type) => type === node.type))
    return isObject(node.fallback) ? node.fallback : undefined;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !unknownProperties.includes(key))
      .map(([key, value]) => [key, key === 'data' ? value : asOld(value)]),
  );
}
