import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from '../read-all.ts';

const marked = async (list: string) =>
  (await readAll(list)).notes.flatMap(({ code, values }) =>
    code === 'rows marked' ? [values.text] : [],
  );

const rows: readonly (readonly [heading: string, cell: string])[] = [
  ['Status', 'Opted Out'],
  ['Attendee Status', 'Not Attending'],
  ['Unsubscribed from all email', 'true'],
  ['Rejected', '1'],
  ['Cancelled at', '2026-11-02'],
  ['Afgemeld', 'x'],
  ['Aanwezig', 'nee'],
  ['Guest', 'No'],
  ['Keep', 'N'],
  ['Coming?', 'no'],
  ['Approval Status', 'pending'],
  ['Selected', 'FALSE'],
  ['Skip', 'yes'],
  ['Date of leaving', '2026-05-01'],
  ['Comment', 'Mail bounces since May'],
  ['Opmerking', 'is vertrokken'],
  ['OK', '❌'],
  ['Aanwezig', 'onder voorbehoud'],
  ['UNSUB_TIME', '2026-03-01'],
  ['suspended', 'true'],
  ['Do not allow Emails', 'Do Not Allow'],
  ['Stato', 'Annullato'],
  ['Situa\u00e7\u00e3o', 'Inativo'],
  ['Stav', 'Zru\u0161eno'],
  ['Deltar', 'Nej'],
  ['Udzia\u0142', 'Nie'],
  ['Uitnodigen?', '?'],
  ['Kom je?', 'Weet nog niet'],
  ['Pr\u00e9sence', 'Absent'],
  ['Uwagi', 'nie zapraszać'],
  ['Obs', 'não convidar'],
  ['Bemærkning', 'skal ikke inviteres'],
  ['Huomautus', 'ei kutsuta'],
  ['備考', '招待不要'],
  ['状態', '退職'],
  ['备注', '不要邀请'],
  ['状态', '已离职'],
  ['Annotazioni', 'non invitare'],
  ['Annotazioni', 'da eliminare'],
  ['Bemerkung', 'bitte streichen'],
  ['Statut', 'Désistement'],
  ['Observaciones', 'ya no trabaja aquí'],
  ['Observaciones', 'dar de baja'],
  ['Opmerking', 'afgehaakt'],
  ['Anmärkning', 'ska inte bjudas in'],
  ['Anmärkning', 'har slutat'],
  ['Status', 'Odmowa'],
  ['出欠', '欠席'],
  ['상태', '제외'],
  ['Bemerkung', 'hat die Firma verlassen'],
  ['Note', 'please remove'],
  ['Action', 'Remove'],
  ['Type', 'Former'],
  ['EMAIL_BLOCKLISTED', 'Yes'],
  ['Inaktiv', '1'],
  ['Already a guest?', 'Yes'],
  ['Fecha de baja', '01/10/2026'],
  ['Tilmeldt', 'Nej'],
  ['RSVP', 'Regrets'],
  ['Email Status', 'Invalid'],
  ['R\u00e9ponse', 'D\u00e9clin\u00e9'],
  ['Response', 'Tentative'],
  ['Zusage', 'nein'],
  ['Niet uitnodigen', 'x'],
  ['Nicht einladen', 'ja'],
  ['Ne pas inviter', 'oui'],
  ['No invitar', 'sí'],
  ['Não convidar', 'sim'],
  ['Nie zapraszać', 'tak'],
  ['Geen toegang', 'x'],
  ['No longer employed', 'yes'],
  ['Email opt-out', 'TRUE'],
  ['Bounced', '1'],
  ['Do not contact', 'Y'],
  ['DNC', '1'],
  ['Blocked', 'yes'],
  ['Unsubscribed on', '12.03.2026'],
  ['Left on', '2026-05-01'],
  ['Austrittsdatum', '01.05.2026'],
  ['Uitdienst', '01-05-2026'],
  ['Last working day', '2026-05-01'],
  ['Termination date', '5/1/2026'],
  ['Date de sortie', '01/05/2026'],
  ['Deceased', 'yes'],
  ['Verwijderen', 'x'],
  ['Löschen', 'ja'],
  ['Asistencia', 'No asistirá'],
  ['Deelname', 'komt niet'],
  ['Attendance', 'Meeting Organizer'],
  ['Attendance', 'Resource (Room or Equipment)'],
  ['Opmerking', 'mag eraf'],
  ['Uwagi', 'do usunięcia'],
  ['Bemærkning', 'er fratrådt'],
  ['Huomautus', 'lähtenyt yrityksestä'],
  ['Firma', 'Aangemaakt door'],
];
for (const [heading, cell] of rows) {
  test(`a column that is not read may say that a row is not meant: ${heading} ${cell}`, async () => {
    const list = `email,name,${heading}\njane@x.example,Jane Doe,\nbob@y.example,Bob Roe,${cell}\n`;
    assert.deepEqual(await marked(list), [`bob@y.example (${heading}: ${cell})`]);
  });
}

const plain: readonly (readonly [heading: string, cell: string])[] = [
  ['Status', 'Open'],
  ['Invoice', 'pending'],
  ['Comment', 'met at the fair'],
  ['Customer since', '2026-05-01'],
  ['Laatste vertrek', '20-11-2026 10:00:30'],
  ['Last Leave', '11/20/26, 10:00:30 AM'],
  ['Rejected', '0'],
  ['Rejected', 'no'],
  ['Cancelled orders', '12'],
  ['Unsubscribed', 'false'],
  ['Exclusive partner', 'yes'],
  ['Newsletter', 'no'],
  ['Annual plan', 'yes'],
  ['(Do Not Modify) Row Checksum', 'abc=='],
  ['Order no', '12'],
  ['No. of guests', '1'],
  ['Notes', 'met at the fair'],
  ['Bounces', '12.5%'],
  ['Left over', 'cake'],
  ['Hire date', '2026-05-01'],
  ['Niet uitnodigen', 'nee'],
  ['Firma', 'Door & Van'],
];
for (const [heading, cell] of plain) {
  test(`a column that says nothing of the kind marks no row: ${heading} ${cell}`, async () => {
    const list = `email,name,${heading}\njane@x.example,Jane Doe,\nbob@y.example,Bob Roe,${cell}\n`;
    assert.deepEqual(await marked(list), []);
  });
}

test('a title above rows may say that they are not meant', async () => {
  const list = [
    'Name,Email',
    'Confirmed:,',
    'Jane Doe,jane@x.example',
    'Declined:,',
    'Bob Roe,bob@y.example',
    'Cleo Poe,cleo@z.example',
    'Attending,',
    'Dan Moe,dan@w.example',
  ].join('\n');
  assert.deepEqual(await marked(list), ['bob@y.example (Declined), cleo@z.example (Declined)']);
});

test('so may a title above headings that stand again', async () => {
  const list = [
    'Name,Email',
    'Jane Doe,jane@x.example',
    '',
    'Do not invite',
    'Name,Email',
    'Bob Roe,bob@y.example',
  ].join('\n');
  assert.deepEqual(await marked(list), ['bob@y.example (Do not invite)']);
});

test('a title in capitals and of several counts too', async () => {
  const list = 'Name,Email\nGUESTS,\nJane Doe,jane@x.example\nNO-SHOWS,\nBob Roe,bob@y.example\n';
  assert.deepEqual(await marked(list), ['bob@y.example (NO-SHOWS)']);
});

test('a name that is struck through is nobody’s', async () => {
  for (const name of ['~~Cleo Poe~~', 'C\u0336l\u0336e\u0336o\u0336']) {
    const { rows } = await readAll(`email,name\ncleo@z.example,${name}\n`);
    assert.deepEqual(
      rows[0]?.problems.map(({ code, values }) => [code, values?.name]),
      [['name of nobody', name]],
    );
  }
});

test('a report may write the first cell of a group once', async () => {
  const rows = ['Declined,Bob Roe,bob@y.example', ',Cleo Poe,cleo@z.example'];
  const grouped = ['Status,Name,Email', 'Accepted,Jane Doe,jane@x.example', ...rows].join('\n');
  assert.deepEqual(await marked(grouped), [
    'bob@y.example (Status: Declined), cleo@z.example (Status: Declined)',
  ]);
  const single = ['Status,Name,Email', ',Jane Doe,jane@x.example', ...rows].join('\n');
  assert.deepEqual(await marked(single), ['bob@y.example (Status: Declined)']);
});

test('a name alone on a row does not end such a title', async () => {
  const list = 'Name,Email\nDeclined,\nFabrikam,\nBob Roe,bob@y.example\n';
  assert.deepEqual(await marked(list), ['bob@y.example (Declined)']);
});

test('words in brackets behind a name may say that somebody is gone', async () => {
  for (const name of ['Cleo Poe (left 2025)', 'Cleo Poe [inactive]', 'Questions? Ask the desk']) {
    const { rows } = await readAll(`email,name\ncleo@z.example,${name}\n`);
    assert.equal(rows[0]?.problems[0]?.code, 'name of nobody', name);
  }
  const { rows } = await readAll('email,name\ncleo@z.example,Cleo Poe (Oldenburg)\n');
  assert.deepEqual(rows[0]?.problems, []);
});

test('a refused row that is short gets no remark of its own', async () => {
  const { notes } = await readAll('Email,Name,Notes\njane@x.example,Jane Doe,a\nx,Bob\n');
  assert.deepEqual(
    notes.map(({ code }) => code),
    ['columns left out'],
  );
});

test('a row without a tick is said where others have one', async () => {
  const list = (heading: string) =>
    `${heading};name;email\nx;Jane Doe;jane@x.example\n;Bob Roe;bob@y.example\n`;
  assert.deepEqual(await marked(list('Uitnodigen')), ['bob@y.example (Uitnodigen: \u2013)']);
  assert.deepEqual(await marked(list('Niet uitnodigen')), ['jane@x.example (Niet uitnodigen: x)']);
  assert.deepEqual(await marked(list('Lunch')), []);
  assert.deepEqual(await marked(list('Uitnodigen').replace('x;', ';')), []);
});

test('a column that says yes and no is said, whatever its heading', async () => {
  const said = async (heading: string, cells: readonly string[]) => {
    const rows = cells.map((cell, index) => `p${index}@x.example,Pia Poe,${cell}\n`);
    const { notes } = await readAll(`email,name,${heading}\n${rows.join('')}`);
    return notes.flatMap(({ code, values }) => (code === 'yes and no' ? [values.columns] : []));
  };
  assert.deepEqual(await said('Zzz', ['ja', 'nee', '', 'ja']), ['Zzz']);
  assert.deepEqual(await said('Zzz', ['x', '', 'x']), ['Zzz']);
  assert.deepEqual(await said('Zzz', ['ja', 'ja']), []);
  assert.deepEqual(await said('Nr', ['1', '2', '3', '4', '0']), []);
  // What such a heading means is known: the rows themselves are said.
  assert.deepEqual(await said('Coming?', ['ja', 'nee']), []);
});
