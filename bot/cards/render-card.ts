import { Template } from 'adaptivecards-templating';

export type Card = {
  /** The content of an `application/vnd.microsoft.card.adaptive` attachment. */
  card: Record<string, unknown>;
  /** For the activity's `summary`: what a toast, a list of chats and a screen reader say. */
  summary: string;
};
export type CardData = { readonly [name: string]: CardValue };
type CardValue = string | number | boolean | readonly CardData[] | readonly string[];

/** A card that names something its view did not give, or that Teams would not take. */
export class CardFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CardFault';
  }
}

// Stands between `$` and `{` in people's text, so that what is left of `${` is a fault of ours.
const mark = '\ue000';

/**
 * Microsoft's renderers put a date in place of `{{DATE(…)}}` and `{{TIME(…)}}` in every text, TextRuns too. Our own
 * texts hold none: dates are written for the reader here. A word joiner, which nobody sees, keeps people's braces
 * apart.
 */
const apart = (text: string) => text.replace(/\{\{(?=\s*(?:DATE|TIME)\b)/gi, '{\u2060{');

/**
 * The template with the data filled in. Each Action.Execute gets an Action.Submit beside it with the
 * same verb among its data, for clients that know no Action.Execute.
 */
export function renderCard(template: object, data: CardData, summary: string): Card {
  const expanded: unknown = prepared(template).expand({ $root: marked(data) });
  const left = JSON.stringify(expanded).match(/\$\{[^}]*\}?/);
  if (left) throw new CardFault(`nothing was given for ${left[0]}`);
  const content = finished(expanded);
  if (!isObject(content)) throw new CardFault('the template is no card');
  return {
    card: { ...content, fallbackText: apart(summary) },
    summary,
  };
}

const templates = new WeakMap<object, Template>();

/** Remembers templates, because reading their expressions takes longer than filling them in. */
function prepared(template: object): Template {
  const known = templates.get(template);
  if (known !== undefined) return known;
  const read = new Template(template);
  templates.set(template, read);
  return read;
}

function marked(value: CardValue | CardData): unknown {
  if (typeof value === 'string') return value.replaceAll('${', `$${mark}{`);
  if (Array.isArray(value)) return value.map(marked);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, marked(inner)]));
  return value;
}

/**
 * Takes the marks off, drops what `$when` emptied, and gives each Action.Execute its fallback and each input a label
 * for old clients.
 */
function finished(value: unknown): unknown {
  if (typeof value === 'string') return apart(value.replaceAll(mark, ''));
  if (Array.isArray(value)) {
    return value.map(finished).flatMap((each) => [...labelForOldClients(each), each]);
  }
  if (!isObject(value)) return value;
  const { refresh, ...rest } = value;
  const entries = Object.entries(rest).filter(([, inner]) => inner !== null);
  const object: Record<string, unknown> = Object.fromEntries(
    entries.map(([name, inner]) => [name, finished(inner)]),
  );
  if (isObject(refresh)) object.refresh = plain(refresh);
  return object.type === 'Action.Execute' ? { ...object, fallback: submitFor(object) } : object;
}

/**
 * Clients of Adaptive Cards 1.2 show no label of an input (it came with 1.3). They do not know a table (1.5) either,
 * and show its fallback: the label as a text. Clients that know a table hide this one.
 */
function labelForOldClients(input: unknown): unknown[] {
  if (!isObject(input) || !String(input.type).startsWith('Input.')) return [];
  const { label, spacing } = input;
  if (typeof label !== 'string' || label === '') return [];
  const text = {
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: label, weight: 'Bolder' }],
  };
  const fallback = spacing === undefined ? text : { ...text, spacing };
  return [{ type: 'Table', isVisible: false, columns: [], rows: [], fallback }];
}

// The client asks for a refresh by itself. No person clicks it, so it needs no fallback.
function plain(refresh: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(refresh).replaceAll(mark, ''));
}

function submitFor(execute: Record<string, unknown>): Record<string, unknown> {
  const { verb, data, ...same } = execute;
  return { ...same, type: 'Action.Submit', data: { ...(isObject(data) ? data : {}), verb } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
