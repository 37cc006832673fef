import { isObject, type Json, listAt, textAt } from '../teams/json.ts';

/** The visible lines of a card, with buttons in brackets and without inputs. */
export function cardInShort(card: unknown): readonly string[] {
  return blocks(card, ['body', 'actions'])
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

function blocks(node: unknown, keys: readonly string[]): string[] {
  return keys.flatMap((key) => {
    const parts = listAt(node, key)
      .filter(isObject)
      .filter((part) => part.isVisible !== false);
    return key === 'actions' ? [buttons(parts)] : parts.flatMap(linesOf);
  });
}

function linesOf(part: Json): string[] {
  switch (part.type) {
    case 'TextBlock':
      return [textAt(part, 'text') ?? ''];
    case 'RichTextBlock':
      return [listAt(part, 'inlines').map(runText).join('')];
    case 'ColumnSet': {
      const columns = listAt(part, 'columns').map((column) => blocks(column, ['items']).join(' '));
      return [columns.filter((words) => words !== '').join(', ')];
    }
    case 'FactSet':
      return listAt(part, 'facts').map(
        (fact) => `${textAt(fact, 'title')} ${textAt(fact, 'value')}`,
      );
    case 'Container':
      // A reader of the transcript cannot fill in inputs.
      return hasInput(part) ? [] : blocks(part, ['items']);
    case 'ActionSet':
      return blocks(part, ['actions']);
    default:
      return [];
  }
}

const hasInput = (part: Json) =>
  listAt(part, 'items').some((item) => (textAt(item, 'type') ?? '').startsWith('Input.'));

const runText = (run: unknown) => (typeof run === 'string' ? run : (textAt(run, 'text') ?? ''));

const buttons = (actions: readonly Json[]) =>
  actions.map((action) => `[${textAt(action, 'title') ?? ''}]`).join(' ');
