import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peopleIn, readAll } from '../read-all.ts';

const people = [
  [2, 'jane@fabrikam.example', 'Jane Doe'],
  [3, 'bob@northwind.example', 'Bob Roe'],
];

for (const headings of ['Email,Company', 'E-Mail,Firma', 'E-mail,Bedrijf', 'Email,City']) {
  for (const mark of [',', ';', '\t', '|']) {
    test(`two headings are never read as one: ${headings} with ${JSON.stringify(mark)}`, async () => {
      const rows = [
        headings,
        'Jane Doe <jane@fabrikam.example>,Fabrikam',
        'Bob Roe <bob@northwind.example>,Northwind',
      ];
      const read = await readAll(rows.join('\n').replaceAll(',', mark));
      assert.deepEqual(peopleIn(read), people);
    });
  }
}

for (const mark of [',', ';', '\t']) {
  test(`a separator that parts every row counts, also if no heading is known: ${JSON.stringify(mark)}`, async () => {
    const read = await readAll(
      [
        'Name,Attendance,Response',
        'Jane Doe <jane@fabrikam.example>,Required Attendee,Accepted',
        'Bob Roe <bob@northwind.example>,Meeting Organizer,None',
      ]
        .join('\n')
        .replaceAll(',', mark),
    );
    assert.deepEqual(peopleIn(read), people);
    assert.deepEqual(
      read.notes.flatMap(({ code, values }) => (code === 'rows marked' ? [values.text] : [])),
      ['bob@northwind.example (Attendance: Meeting Organizer)'],
    );
  });
}
