import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPastedList } from '../../../src/guests/typed/pasted-list.ts';
import { readMeant } from './read-meant.ts';

const withRoles: [text: string, people: string[]][] = [
  ['jane@x, host, to atlas', ['jane@x']],
  ['jane@x (presenter) to atlas', ['jane@x']],
  ['jane@x, Organisator, bob@y', ['jane@x']],
  ['Jane Doe (host) <jane@x>, bob@y to atlas', ['jane@x']],
  ['jane@x - organizer\nbob@y', ['jane@x']],
];
for (const [text, people] of withRoles) {
  test(`a note asks about the role in ${JSON.stringify(text)}`, () => {
    const { asked, ...line } = readMeant(text);
    for (const each of people) {
      assert.ok(line.people.includes(each), `${each} is left out`);
      assert.ok(asked.includes(each), `${each} is not asked about`);
    }
  });
}

test('a role in a meeting is no partner of its own', () => {
  const { people, asked, left } = readMeant('jane@x, host, to atlas');
  assert.deepEqual([people, asked, left], [['jane@x'], 'jane@x.example host', '']);
});

test('a role does not bring back whom other words deny, and stands with them', () => {
  for (const text of ['not jane@x (host); bob@y', 'jane@x (host), has left; bob@y']) {
    const { people, asked, left } = readMeant(text);
    assert.deepEqual([people, asked], [['bob@y'], ''], text);
    assert.match(left, /jane@x.*host/, text);
  }
});

test('the organizer of a meeting is not invited where somebody pastes its tracking, in each language', () => {
  for (const role of ['Meeting Organizer', 'Vergaderingsorganisator', 'Besprechungsorganisator']) {
    const rows = `Max Power <max@w>\t${role}\tNone\nJane Doe <jane@x>\tRequired\tAccepted\nBob Roe <bob@y>\tOptional\tNone`;
    const { people, left } = readMeant(rows);
    assert.deepEqual(
      people.filter((each) => each.includes('@')),
      ['jane@x', 'bob@y'],
    );
    assert.match(left, /max@w/);
    const table = readPastedList(
      `Who\tAttendance\tAnswer\n${rows.replace(/(\w@\w)/g, '$1.example')}`,
    );
    const marked = table?.notes.find(({ code }) => code === 'rows marked');
    assert.match(String(marked?.values.text), /max@w\.example/);
  }
});
