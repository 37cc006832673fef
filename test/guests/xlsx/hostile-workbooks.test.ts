import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { readFile } from './read-file.ts';
import { packed, rowsOf, type TestSheet, workbook } from './workbook.ts';

const rows = rowsOf([['email'], ['jane@x.example']]);
const people: TestSheet = { name: 'People', rows };
const codeOf = async (bytes: Uint8Array) => (await readFile(bytes)).refused?.code;

/** Changes the size that the central directory gives for one part. */
function withSize(bytes: Uint8Array, name: string, size: number): Uint8Array {
  const copy = Buffer.from(bytes);
  const at = copy.lastIndexOf(name) - 46;
  copy.writeUInt32LE(size, at + 24);
  return copy;
}

test('the bot refuses an archive that unpacks to far more than a list, before it unpacks it', async () => {
  const bomb = 'x'.repeat(101 * 1024 * 1024);
  const bytes = workbook({ sheets: [people], parts: { 'xl/media/a.bin': bomb } });
  assert.ok(bytes.length < 1_000_000);
  const before = process.memoryUsage().rss;
  assert.equal(await codeOf(bytes), 'workbook too large');
  assert.ok(process.memoryUsage().rss - before < 60 * 1024 * 1024);
});

test('the bot refuses a huge table of shared strings', async () => {
  const strings = [`<t>${'y'.repeat(13 * 1024 * 1024)}</t>`];
  assert.equal(await codeOf(workbook({ sheets: [people], strings })), 'workbook too large');
});

test('the bot refuses a part that unpacks to more than its directory says', async () => {
  const bytes = workbook({ sheets: [people] });
  assert.equal(await codeOf(withSize(bytes, 'xl/worksheets/sheet1.xml', 20)), 'workbook broken');
  assert.equal(await codeOf(withSize(bytes, 'xl/workbook.xml', 20)), 'workbook broken');
});

test('the bot expands no entities that the file declares', async () => {
  const doctype =
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
  const sheet = `<?xml version="1.0"?>${doctype}<worksheet><sheetData>${rows}</sheetData></worksheet>`;
  const parts = { 'xl/worksheets/sheet1.xml': sheet };
  assert.equal(await codeOf(workbook({ sheets: [people], parts })), 'workbook broken');
});

test('the bot never follows links to other files', async () => {
  const links = { rId1: 'file:///etc/passwd', rId2: 'https://evil.example/x' };
  const behind =
    '<hyperlinks><hyperlink ref="A1" r:id="rId1"/><hyperlink ref="A2" r:id="rId2"/></hyperlinks>';
  const parts = {
    'xl/externalLinks/externalLink1.xml': '<externalLink/>',
    'xl/externalLinks/_rels/externalLink1.xml.rels': '<Relationships/>',
  };
  const read = await readFile(workbook({ sheets: [{ ...people, behind, links }], parts }));
  assert.deepEqual(read.notes, []);
  assert.equal(read.rows.length, 1);
});

test('paths that lead out of the archive lead nowhere', async () => {
  const rels = `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="../../../../etc/passwd"/></Relationships>`;
  const parts = { 'xl/_rels/workbook.xml.rels': rels };
  assert.equal(await codeOf(workbook({ sheets: [people], parts })), 'workbook broken');
});

test('the refusal tells an archive that is no workbook from a broken workbook', async () => {
  assert.equal(await codeOf(zipSync({ 'partners.csv': strToU8('email\na@x.example') })), 'zip');
  assert.equal(await codeOf(packed({ '[Content_Types].xml': '<Types/>' })), 'zip');
  const whole = workbook({ sheets: [people] });
  const document = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels':
      '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': '<w:document/>',
  };
  assert.equal(await codeOf(packed(document)), 'not csv');
  assert.equal(await codeOf(packed({ mimetype: 'x', 'content.xml': '<x/>' })), 'not csv');
  assert.equal(await codeOf(packed({ 'Index/Document.iwa': 'x' })), 'not csv');
  assert.equal(await codeOf(whole.subarray(0, whole.length - 40)), 'workbook broken');
  assert.equal(await codeOf(Buffer.from('PK')), 'workbook broken');
  const holes = Buffer.from(whole);
  holes.fill(0x20, 300, 900);
  assert.match((await codeOf(holes)) ?? 'read', /workbook broken|zip|empty|no address column/);
  const old = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  assert.equal(await codeOf(old), 'xlsx');
});

test('files in the container of old Office programs are told apart', async () => {
  const container = (part: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(part, 'utf16le')]);
  const answered = async (part: string) => (await readFile(container(part))).refused;
  assert.equal((await answered('Workbook'))?.code, 'xlsx');
  assert.equal((await answered('EncryptedPackage'))?.code, 'xlsx');
  assert.deepEqual((await answered('__properties_version1.0'))?.values, { kind: 'mail' });
  assert.deepEqual((await answered('WordDocument'))?.values, { kind: 'document' });
});

test('the bot refuses rows out of order, and rows beyond the limit of a sheet', async () => {
  const twice = `${rowsOf([['email'], ['a@x.example']])}${rowsOf([['b@x.example']], 2)}`;
  assert.equal(await codeOf(workbook({ sheets: [{ ...people, rows: twice }] })), 'workbook broken');
  const far = `${rows}${rowsOf([['b@x.example']], 2_000_000)}`;
  assert.equal(await codeOf(workbook({ sheets: [{ ...people, rows: far }] })), 'workbook broken');
});

test('a workbook with a changed byte gives a list or a refusal, never a crash', async () => {
  const whole = workbook({ sheets: [people], strings: ['<t>x</t>'] });
  for (let at = 0; at < whole.length; at += 7) {
    const copy = Buffer.from(whole);
    copy[at] = (copy[at] ?? 0) ^ 0x55;
    await readFile(copy);
  }
});
