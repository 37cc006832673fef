import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codePages, encodeWith } from '../../../src/guests/text/code-pages.ts';
import { readAll } from '../read-all.ts';
import { genuineNames } from '../text/genuine-names.ts';

const lists: readonly (readonly [page: string, names: readonly string[]])[] = [
  ['Windows-1253', ['Γιώργος Παπαδόπουλος']],
  ['Windows-1253', ['ΜΑΡΙΑ ΔΗΜΟΥ', 'ΓΙΩΡΓΟΣ ΠΑΠΑΣ']],
  ['Windows-1253', ['Ελένη Νικολάου', 'Δημήτρης Οικονόμου', 'Άννα Λάμπρου']],
  ['Windows-1254', ['Şahin Güneş', 'İbrahim Yılmaz']],
  ['Windows-1254', ['Ayşe Çağlar']],
  ['Windows-1255', ['דוד כהן', 'שרה לוי', 'יוסף מזרחי']],
  ['Windows-1256', ['محمد علي', 'فاطمة حسن']],
  ['Windows-1251', ['Иван Петров']],
  ['Windows-1251', ['Георгий Майоров', 'Юлия Ильина', 'Игорь Мельник']],
  ['Windows-1251', ['Олександр Шевченко', 'Наталія Коваль']],
  ['KOI8-R', ['Иван Петров', 'Мария Кузнецова']],
  ['ISO 8859-5', ['Иван Петров', 'Мария Кузнецова']],
  ['Mac Cyrillic', ['Иван Петров', 'Мария Кузнецова']],
  ['DOS 866', ['Иван Петров', 'Мария Кузнецова']],
  ['DOS 857', ['Şahin Güneş', 'İbrahim Yılmaz']],
  ['DOS 737', ['Γιώργος Παπαδόπουλος', 'Ελένη Νικολάου']],
  ['Mac Turkish', ['Şahin Güneş', 'İbrahim Yılmaz']],
  ['Mac Greek', ['Γιώργος Παπαδόπουλος', 'Ελένη Νικολάου']],
  ['Windows-874', ['สมชาย ใจดี', 'สมหญิง รักไทย']],
  ['Windows-1252', ['Þórður Jónsson', 'Guðrún Ægisdóttir']],
  ['Windows-1252', ['José Muñoz', 'Zoë Roe']],
  ['Windows-1250', ['Tomáš Dvořák', 'Jiří Němec']],
  ['Windows-1250', ['Gábor Szőke']],
  ['Windows-1250', ['Mădălina Popa']],
  ['Windows-1252', ['João Conceição', 'Inês Simões', 'Sebastião Guimarães']],
  ['Windows-1252', ['Õnne Kõiv', 'Jüri Mägi']],
];

for (const [page, names] of lists) {
  test(`the reader reads ${page} by its letters: ${names[0]}`, async () => {
    const rows = names.map((name, index) => `p${index}@x.example,${name}\n`);
    const encoding = codePages.get(page);
    assert.ok(encoding !== undefined);
    const bytes = encodeWith(encoding, `email,name\n${rows.join('')}`);
    assert.ok(bytes !== undefined);
    const read = await readAll(bytes);
    assert.deepEqual(
      read.rows.map(({ displayName }) => displayName),
      names,
    );
    assert.deepEqual(
      read.notes.map(({ code, values }) => [code, values.codePage]),
      [['code page', page]],
    );
  });
}

/** Their letters alone show no page: Lithuanian has the letters of the first, Mac Roman those of the second. */
const unclear = ['Faroes', 'Uzbekistan'];

/** A list in a code page, of the names that it can spell. Undefined for fewer than three. */
function listIn(page: string, names: readonly string[]) {
  const encoding = codePages.get(page);
  assert.ok(encoding !== undefined);
  const own = names.filter((name) => encodeWith(encoding, name) !== undefined);
  const rows = own.map((name, index) => `p${index}@x.example,"${name}"\n`);
  const bytes = encodeWith(encoding, `email,name\n${rows.join('')}`);
  return own.length < 3 || bytes === undefined ? undefined : { own, bytes };
}

for (const page of ['Windows-1250', 'Windows-1252', 'Windows-1254', 'Windows-1257']) {
  test(`genuine names are read in ${page}, and said to have lost nothing`, async () => {
    for (const [country, names] of Object.entries(genuineNames)) {
      const list = unclear.includes(country) ? undefined : listIn(page, names);
      if (list === undefined) continue;
      const { rows, notes } = await readAll(list.bytes);
      assert.deepEqual(
        rows.map(({ displayName }) => displayName),
        list.own,
        country,
      );
      const said = notes.filter(({ code }) => code !== 'code page');
      assert.deepEqual(said, [], country);
    }
  });
}

test('the reader does not take names in eastern letters for Thai ones', async () => {
  // Kim Min-jun and Lee Seo-yeon, then Wang Xiaoming.
  const korean = 'b1e8b9ceC1d8 c0cCbcadbfac'.toLowerCase().split(' ');
  for (const [names, page, first] of [
    [korean, 'EUC-KR', '\uae40\ubbfc\uc900'],
    [['cdf5d0a1c3f7'], 'GB 18030', '\u738b\u5c0f\u660e'],
  ] as const) {
    const rows = names.map((name, index) => [
      Buffer.from(`p${index}@x.example,`),
      Buffer.from(name, 'hex'),
      Buffer.from('\n'),
    ]);
    const read = await readAll(Buffer.concat([Buffer.from('email,name\n'), ...rows.flat()]));
    assert.equal(read.rows[0]?.displayName, first);
    assert.equal(read.notes.find(({ code }) => code === 'code page')?.values.codePage, page);
  }
});
