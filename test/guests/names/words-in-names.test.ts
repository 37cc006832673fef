import assert from 'node:assert/strict';
import { test } from 'node:test';
import { speaksBeside } from '../../../src/guests/names/beside-name.ts';
import { readAll } from '../read-all.ts';
import { readTypedLine } from '../typed/read-typed.ts';
import { known } from '../typed/typed-lines.ts';

const read = (text: string) => {
  const { partners, leftOver, notes } = readTypedLine(text, known);
  const names = partners.map(({ displayName }) => displayName);
  return [names, leftOver, notes.map(({ code }) => code)];
};

/** They are surely no part of a name. */
const taken = `Frau|Herr|Herrn|Mevrouw|Mrs.|Madame|Mlle|Ma\u00eetre|Se\u00f1ora|Sr.|Signora|Sig.ra|Professor|PER PRO|Microsoft Teams|Yours Truly
CEO|CFO|PDG|SVP|Project Manager|Account Manager|Senior Account Manager|Customer Success Manager|Head of Sales|Head of Widgets|Teamlead|Team Lead
Chief Executive Officer|VP Sales EMEA|Vertriebsleiter|Leiter IT|Rechtsanw\u00e4ltin|Gesch\u00e4ftsf\u00fchrer|Geschaeftsfuehrerin
Notaris|Hoofd ICT|Algemeen Directeur|Accountmanager|Directeur G\u00e9n\u00e9ral|Responsable des Achats|Chef de Projet|Jefe de Proyecto|Abogada
Co-founder|CEO/Founder|Expert-comptable|Vorstandsvorsitzender|Responsabile Acquisti|Amministratore Delegato|Avvocato|Softwareentwicklerin`;
for (const words of taken.split(/[|\n]/)) {
  test(`a job or a form of address before a whole name is taken off it, and said: ${words}`, async () => {
    assert.deepEqual(read(`${words} Max Power <x12@x.example>`), [['Max Power'], [words], []]);
    assert.deepEqual(read(`${words} Max Power max@x.example`), [['Max Power'], [words], []]);
    const { notes } = await readAll(`email,name\nx12@x.example,${words} Max Power\n`);
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['names odd'],
    );
  });
}

const jobs = `CEO|Sales Manager|Head of Sales|Gesch\u00e4ftsf\u00fchrerin|Projektleiterin|Rechtsanw\u00e4ltin|Leiter IT|Directeur Commercial|Leverancier
Dienstleister|Directora|Responsabile Acquisti|Software Engineer`;
for (const job of jobs.split(/[|\n]/)) {
  test(`a job behind a whole name, before it with a comma, or in a cell beside it is said: ${job}`, () => {
    for (const text of [
      `Jane Doe ${job} <jane@x.example>`,
      `Jane Doe ${job} jane@x.example`,
      `Jane Doe, ${job} <jane@x.example>`,
      `Jane Doe, ${job}, jane@x.example`,
      `${job}, Jane Doe <jane@x.example>`,
      `${job}, Jane Doe, jane@x.example`,
      `Jane Doe\t${job}\tjane@x.example`,
    ]) {
      assert.deepEqual(read(text), [['Jane Doe'], [job], []], text);
    }
  });
}

const odd = `Frau M\u00fcller|Mlle Dupont|Mw Jansen|Don Juan P\u00e9rez|Sir John Doe|Leiter Max Power|Support Max Power|Maria Sales Manager|Max Power EXTERN
MAX POWER EXT|Max Power Contractor|Max Power Guest|Max Power gast|Doe, Max EXTERN|Max Power Marketing|Max Power NW|Jane Doe plus one|Jane Doe ext. 22
M. Jean Dupont|Project Manager|Max Director|Müller, Frau Eva|Jane Doe inhuur|EXT-Jane Doe|Jane EXT|Doe EXT, Jane|Doe-EXT, Jane
Jane Doe z Fabrikam|Jane Doe fr\u00e5n Fabrikam|Jan Kolega|Jane Doe Nieuwe Collega|Jane Doe Kollegin|Jane nieuwe collega|Jane Doe 新同事`;
for (const name of odd.split(/[|\n]/)) {
  test(`a name that may have a word that is none is said to be odd: ${name}`, async () => {
    const { notes } = await readAll(`email,name\nx12@x.example,"${name}"\n`);
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['names odd'],
    );
  });
}

const own: [name: string, address: string][] = [
  ['Jan de Gast', 'x12@x.example'],
  ['Jan Kolega', 'jan.kolega@x.example'],
  ['Maria Colega', 'mcolega@x.example'],
  ['Jan Interim', 'jan.interim@x.example'],
  ['Doe jr., John', 'x12@x.example'],
  ['Garcia Lopez, Maria', 'garcia@x.example'],
  ['Anna de Gast', 'gast@x.example'],
  ['Jan Gast', 'jan@x.example'],
  ['Emily Rose Guest', 'emily@x.example'],
  ['Sales Moreno Carlos', 'carlos@x.example'],
  ['Coo Kim Lian', 'kim@x.example'],
  ['Felix Leiter', 'felix@x.example'],
  ['Bob Manager', 'bm@y.example'],
  ['Anna Maria Richter', 'anna@x.example'],
  ['Don Johnson', 'don@x.example'],
  ['Jean Paul ROY', 'jp@x.example'],
  ['Ludwig van Beethoven', 'x12@x.example'],
  ["Maria de' Medici", 'x12@x.example'],
  ['Abd al-Rahman ibn Khaldun', 'x12@x.example'],
  ['drs. Jan van \u2019t Hek', 'x12@x.example'],
];
own.push(
  ['Richter, Hans Peter', 'hp@x.example'],
  ['John Doe jr.', 'x12@x.example'],
  ['Prof. Dr. h.c. mult. Jane Doe', 'x12@x.example'],
  ['Jane Doe QC', 'x12@x.example'],
  ['Gwen verch Ifan', 'x12@x.example'],
  ['R\u016bta Kazlauskait\u0117', 'x12@x.example'],
  ['Dick Advocaat', 'dick@x.example'],
);
for (const [name, address] of own) {
  test(`a real name is not odd: ${name}`, () => assert.equal(speaksBeside(name, address), false));
}

const families = `Hans Peter Grunder|Grunder Hans Peter|Jan Willem Groothoofd|Jan Pieter Kroeshoofd|Anna Maria Burgermeister|Hans Peter Steinf\u00fchrer
Steinf\u00fchrer Hans Jochen|Anne Marie Buchhalter|Dirk Jan Advocaat|Hans Peter Schleiter|Kleider Hans Peter|Jean Pierre Directeur|Director Juan Carlos|Notaris Jan
Dr. Hans Peter Notaris|Jan Willem Makelaar|Mary Ann Field Guest|Hans Peter Leiter IT|Professor Hans Peter|Herr Anna Maria|Gerhard Richter|Hans Meister|Jan Bakker
Jan Willem Bakker|Annie Visser|Roland Kaiser|Jan de Koning|Marie Conseil|Anne Marie Conseil|John Professor|Lee Major|Mary Ann Major|Ann Marie Marshall
John Paul Bishop|James Byron Dean|Sacha Baron Cohen|Baron Jean Luc|Steffi Graf|Graf Hans Peter|Hans Burggraf|Hans Peter Hofmeister|Jan Willem Notaris
Jan Pieter Schrijver|Anna Ritter|Karl Heinz Lehrer|Helene Fischer|Hans Sch\u00e4fer|Jean Paul Chef|Mary Ann Head|Mary Ann Lead|Emily Rose Guest|Jan Willem Gast
Ana Mar\u00eda Pastor|Gian Luca Capo|Mar\u00eda Jos\u00e9 Notario|Anna Maria Notaio|Jean Luc Avocat|Krzysztof Jurist|Anna Maria Kowalska|Richter Anna|Kaiser Franz`;
for (const name of families.split(/[|\n]/)) {
  test(`no family is cut off a name, though it is a job or a rank too: ${name}`, () => {
    for (const text of [
      `${name} <x1@y.example>`,
      `${name} name@y.example`,
      `${name}, name@y.example`,
    ]) {
      assert.deepEqual(read(text).slice(0, 2), [[name], []], text);
    }
  });
}

const mayBeFamily = `Hans Peter Groothoofd|Grunder Hans Peter|Jean Pierre Directeur|Hans Peter Leiter IT|Professor Hans Peter|Notaris Jan`;
for (const name of mayBeFamily.split('|')) {
  test(`a job that may be the family is kept, and the name said to be odd: ${name}`, () =>
    assert.equal(speaksBeside(name, 'x1@y.example'), true));
}

const beside = `Max Power|Anna Maria Koster|Jan de Vries`;
for (const name of beside.split('|')) {
  test(`a job behind a given name and a family is taken off: ${name}`, () => {
    for (const job of [
      'Bauleiter',
      'Gesch\u00e4ftsf\u00fchrer',
      'Key-Account-Manager',
      'Notaris',
      'CFO',
    ]) {
      assert.deepEqual(read(`${name} ${job} <x1@y.example>`), [[name], [job], []], job);
    }
  });
}

const whole = `Maria de' Medici|Lorenzo de\u2019 Medici|Jan van \u2019t Hek|Jan van \u2018t Hek|Jan van \u2019s Gravesande|Jordi dels Arcs|Ramon d'en Bosch|Juan P\u00e9rez y Ortiz
Luca d' Amico|M. Dupont|'s-Gravesande, Willem|d'Arcy, Luc|De Gast, Jan|Van den Berg, Jan|van \u2019t Hek, Jan|de la Cruz, Ana`;
for (const name of whole.split(/[|\n]/)) {
  test(`small words and apostrophes stay in a name: ${name}`, () => {
    const local = /(?:, |^)(\p{L}+)/u.exec(
      name.includes(',') ? name.slice(name.indexOf(',')) : name,
    );
    const address = `${local?.[1]?.toLowerCase()}@x.example`;
    for (const text of [`${name} <${address}>`, `${name} ${address}`, `${name}, ${address}`]) {
      assert.deepEqual(read(text), [[name], [], []], text);
    }
  });
}

test('a small word begins a family that the address says whole', () => {
  assert.deepEqual(read('Dhr. de Vries <devries@x.example>'), [['de Vries'], ['Dhr'], []]);
});

test('letters for numbers are no initials', () => {
  const lines = 'A. Jane Doe <jane@x.example>\nB. Bob Roe <bob@y.example>';
  assert.deepEqual(read(lines), [['Jane Doe', 'Bob Roe'], [], []]);
  const initials = 'A. Jansen <a@x.example>\nB. Bakker <b@y.example>';
  assert.deepEqual(read(initials), [['A. Jansen', 'B. Bakker'], [], []]);
});

test('a name that is nothing but a job is odd, and one that a family may have is not', () => {
  const isOdd = (text: string) =>
    readTypedLine(text).notes.some(({ code }) => code === 'names odd');
  assert.equal(isOdd('Budget Owner <bo@x.example>'), true);
  for (const name of ['Max Richter', 'Kay Owner', 'Felix Leiter'])
    assert.equal(isOdd(`${name} <x@x.example>`), false, name);
});

test('the reader of messages knows the small words of names that files have', () => {
  for (const name of ['Ieuan ap Rhys', 'Gwen verch Ifan', 'Siti binti Ahmad', 'John Doe jr.'])
    assert.deepEqual(read(`${name} x12@x.example`), [[name], [], []], name);
});

test('a job that no list foresees is one behind a whole name, and a family of that name is none', () => {
  assert.deepEqual(read('Jane Doe, Widgets Manager <jane@x.example>'), [
    ['Jane Doe'],
    ['Widgets Manager'],
    [],
  ]);
  assert.deepEqual(read('Ravi Richter, Bob Roe, ravi@x.example'), [
    ['Ravi Richter'],
    ['Bob Roe'],
    [],
  ]);
});
