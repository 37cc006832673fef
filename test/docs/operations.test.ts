import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/operations.md', root), 'utf8');
const logged = /\blog\s*\.(?:debug|info|warn|error)\(\s*(?:'([^']+)'|(\S+?)[,)])/g;
/** Events that a variable names, with the places that give them. */
const named: Readonly<Record<string, readonly string[]>> = {
  'src/count-repeats.ts': [],
  'src/store/postgres/embedded-postgres.ts': ['database adopted', 'database started'],
  'src/work/redemption/record-departure.ts': ['guest returned', 'guest reset'],
};

test('the page about running the bot explains every event of the log', () => {
  const events = ['src/', 'bot/'].flatMap((folder) => {
    const files = readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' });
    return files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}${file.replaceAll('\\', '/')}`)
      .flatMap((file) => eventsOf(file, readFileSync(new URL(file, root), 'utf8')));
  });
  assert.ok(events.length > 120);
  assert.deepEqual(
    events.filter((event) => !page.includes(`\`${event}\``)),
    [],
  );
});

function eventsOf(file: string, source: string): string[] {
  return [...source.matchAll(logged)].flatMap(([line, event]) => {
    if (event !== undefined) return [event];
    return named[file] ?? assert.fail(`${file} logs an event that no text names: ${line}`);
  });
}
