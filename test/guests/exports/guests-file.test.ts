import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvHead, csvLines } from '../../../src/guests/exports/csv-lines.ts';
import { guestCells, guestColumns } from '../../../src/guests/exports/guests-file.ts';

const jane = {
  name: 'Jane Doe',
  address: 'jane@fabrikam.example',
  organisation: 'Fabrikam',
  accepted: true,
  since: '2026-03-02',
  until: undefined,
  requesters: 'Alex Wilber, Adele Vance',
  requestId: 1042,
  elsewhere: false,
};

test('a file of guests has one line for each, in the order of its headings', () => {
  assert.equal(
    csvHead(guestColumns, ','),
    '\ufeffName,Email,Organisation,Status,Since,Until,AskedBy,RequestNumber,Origin\r\n',
  );
  assert.equal(
    csvLines([guestCells(jane)], ','),
    'Jane Doe,jane@fabrikam.example,Fabrikam,accepted,2026-03-02,,"Alex Wilber, Adele Vance",1042,invited\r\n',
  );
  const elsewhere = {
    ...jane,
    accepted: false,
    organisation: null,
    since: undefined,
    requesters: null,
    requestId: null,
    elsewhere: true,
  };
  assert.equal(
    csvLines([guestCells(elsewhere)], ';'),
    'Jane Doe;jane@fabrikam.example;;pending;;;;;elsewhere\r\n',
  );
});

test('a spreadsheet calculates no name of a guest', () => {
  const lines = csvLines(
    [guestCells({ ...jane, name: '=HYPERLINK("https://evil.example")' })],
    ',',
  );
  assert.match(lines, /^"'=HYPERLINK/);
});
