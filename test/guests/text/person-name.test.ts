import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readName } from '../../../src/guests/text/person-name.ts';
import { genuineNames } from './genuine-names.ts';

const real =
  `O'Brien|Seán O’Brien|Jane Null|Ana Nil|Li Na|J|Å|Y|O|van der Berg|'t Hart|Jan 't Hart|D'Angelo|McÉwan|
  Anne-Marie Le Goff|Þórður Ýr|山田太郎|王小明|김민준|محمد علي|דוד כהן|สมชาย|Nguyễn Văn An|Đỗ Mười|Ng|True North|
  John Smith III|Bob Roe 2nd|DeShawn|MacDonald|iJustine|bell hooks|Łukasz|Žižek|İbrahim|Œuvrard|N'Golo Kanté|
  Kaʻahumanu|Jane (Jay) Doe|Jane Doe, MD|Unknown Pleasures|Mr. T|St. John|Jane Doe / Roe|Doe, Jane|Empty Child|
  None Smith|Sørensen|Иван Петров|Partner 0|Ó Súilleabháin|Jiří Dvořák|Erdős Pál|Doe; Jane|
  Anne–Marie Roe|Miloš Košťál|Jakšić|Škoda|Štěpán|Kjær|Næss|Bøe|Høeg|José Ortega y Gasset|Marie Nová|Kies Jansen|Kies de Jong|Jane Fill|Te Wei|Jan te Winkel|Bob Roe-Moe|Nguyễn Văn Hoá|Robert (Bob) Roe`
    .split('|')
    .map((name) => name.trim());
for (const name of real) {
  test(`a real name that looks odd stays as it is, without a remark: ${name}`, () => {
    assert.deepEqual(readName(name), { name });
  });
}

const nothing =
  `NULL|null|(null)|[null]|\\N|#N/A|#NV|N.A.|n.a.|n.v.t.|k.A.|keine Angabe|TBD|t.b.d.|unknown|onbekend|
  неизвестно|不明|none|(blank)|(leeg)|(Leer)|(not set)|not set|no name|geen naam|sin nombre|n/d|s/n|undefined|NaN|
  [object Object]|=A2&B2|+A1|-A1|{{first_name}}|\${name}|%FIRSTNAME%|[First Name]|{name}|$name|%s|xxx|x|www.x.example|
  https://x.example|i:0#.f jane@x.example|9a8b7c6d-1234-4abc-8def-1234567890ab|{"name":"Jane"}|
  null null|undefined undefined|N/A N/A|None None|see above|See Above|idem|ditto|pending|volgt|nog onbekend|leeg|missing|
  not found|-- select --|System.String|Microsoft.Graph.X|E-mail|Display Name|????|-|–|12345|&nbsp;|<br>|
  sin datos|Sin datos|brak danych|leer|Leer|pas de nom|aucun|Aucun|néant|ninguno|vacío|nessuno|non disponibile|sem nome|
  saknas|ingen|ei tietoa|なし|nie dotyczy|não informado|same as above|New user|Info Requested|Info Requested Info Requested|
  Click or tap here to enter text.|Klik of tik om tekst in te voeren.|Cliquez ou appuyez ici pour entrer du texte.|
  Klicken oder tippen Sie hier, um Text einzugeben.|Choose an item.|Kies een item.|Vul naam in|Please fill in|
  nog te bepalen|à compléter|a determinar|do zrobienia|wird nachgereicht|vacant|Vacature|N. N.|нет|nenhum|s/o|
  voir ci-dessus|the same|XXX XXX|Lorem Ipsum`
    .split('|')
    .map((cell) => cell.trim());
for (const cell of nothing) {
  test(`what is no name never becomes one: ${cell}`, () => {
    assert.equal(readName(cell).name, undefined);
    assert.equal(readName(cell).said, 'none');
  });
}

const cleaned =
  `Jane&nbsp;Doe|Jane&#160;Doe|Jane&amp;nbsp;Doe|Jane&nbspDoe|Jane&ensp;Doe|Jane&Tab;Doe|<b>Jane Doe</b>|
  Jane<br>Doe|<!-- x -->Jane Doe|• Jane Doe|1. Jane Doe|a) Jane Doe|#1 Jane Doe|☐ Jane Doe|[x] Jane Doe|→ Jane Doe|
  ✓ Jane Doe|**Jane Doe**|_Jane Doe_|["Jane Doe"]|Jane Doe;#12|12;#Jane Doe|Name: Jane Doe|="Jane Doe"|'Jane Doe'|
  Jane Doe (Guest)|Jane Doe (12345)|Jane Doe [E12345]|Jane Doe (ID: 00123)|Jane Doe - 12345|
  E12345 - Jane Doe|Jane Doe #12345|Jane Doe [extern]|Jane Doe (ext.)|Jane Doe {External}|Jane Doe (Gast)|Jane Doe - extern|Jane%20Doe`
    .split('|')
    .map((cell) => cell.trim());
for (const cell of cleaned) {
  test(`the reader removes signs of programs around a name, and says so: ${cell}`, () => {
    const { name, said } = readName(cell);
    assert.equal(name, 'Jane Doe');
    assert.match(said ?? '', /cleaned|repaired/);
  });
}

const repaired: [cell: string, name: string][] = [
  ['JosÃ©', 'José'],
  ['\u00c5\u0081ukasz', 'Łukasz'],
  ['Jos\\u00e9', 'José'],
  ['Jos\\xe9', 'José'],
  ['Z\\u00f6e', 'Zöe'],
  ['Ren\\u00e9e Bakker', 'Renée Bakker'],
  ['Jos\\u{e9}', 'José'],
  ['Jos%C3%A9', 'José'],
  ['=?UTF-8?Q?Jos=C3=A9?=', 'José'],
  ['=?utf-8?B?Sm9zw6k=?=', 'José'],
];
for (const [cell, name] of repaired) {
  test(`letters that a program took apart are put together again: ${cell}`, () => {
    assert.deepEqual(readName(cell), { name, said: 'repaired' });
  });
}

for (const [country, names] of Object.entries(genuineNames)) {
  test(`the reader reads a well-spelt name without a remark: ${country}`, () => {
    const spellings = names.flatMap((name) => [
      name,
      name.normalize('NFD'),
      name.toUpperCase(),
      name.toLowerCase(),
      name.split(' ').toReversed().join(', '),
    ]);
    const read = spellings.map(readName);
    assert.deepEqual(
      read,
      spellings.map((name) => ({ name })),
    );
  });
}

const doubtful =
  `Jos? Mu?oz|Jos� Muñoz|JosŽ Mu–oz|£ukasz Pawe³|Dvoøák Jiøí|Èâàí Ïåòðîâ|ÕÅÈý|Þükrü Güneþ|Bj”rn|ªtefan|
  Jos_ Mu_oz|Jos* Mu*oz|Jos=E9|Jos~e|M!ller|M^ller|M\\303\\274ller|FABRIKAM\\jane|CN=Jane Doe|INC0012345|A-1234|
  First Last|Voornaam Achternaam|Full name|Test|WAHR|Jörg MŸller|Pe–a|Nu–ez|Mšller|Kšnig|Gonæalves|Conceiøo|Schršder|Bjšrn|Gršning|Lindstršm|R—is’n|Çýnar|Ðiauèiûnas|Andr’|
  Jürgen Weiá|Frau|De heer`
    .split('|')
    .map((cell) => cell.trim());
for (const cell of doubtful) {
  test(`a name that lost letters, or is hardly one, is said: ${cell}`, () => {
    assert.match(readName(cell).said ?? '', /broken|odd/);
  });
}

const odd =
  `Bob NULL|Moe, null|Jane (null)|, Doe|-Jane Doe|1 Jane Doe|1 - Jane Doe|J\u0430ne D\u043ee|\uff2a\uff21\uff2e\uff25|Jane \u25a1|Bob & Ann Roe|
  Bob and Ann Roe|Cleo Poe / Dan Moe|Eve Loe (for Max Power)|Fay Moe c/o Fabrikam|Gus Roe via Max Power|Family Poe|Familie Poe|
  Jane Doe (Fabrikam)|Jane Doe [Fabrikam]|(Ida Poe|Jane Doe from Fabrikam|Jane Doe bij Fabrikam|Jane Doe, Fabrikam BV|
  Jane Doe;Bob Roe|Jane/Bob Doe|Jane Doe (2)|Guest user|External user|Employee|Boekhouding|Accounts payable|Empfang|
  Fabrikam GmbH|Fabrikam B.V.|Fabrikam Ltd|Fabrikam Inc|Fabrikam NV|Fabrikam AB|Fabrikam Oy|Fabrikam S.p.A.|
  Team Fabrikam|The Team|Sales Team|Afdeling Inkoop|Conference Room A|iPhone|Guest 1|Anonymous user|Sample User|dummy|
  Name unavailable|geen naam bekend|zie mail|wordt nog ingevuld|Dear Sir|via Kofi|cc Kofi|Manager of Ana|Last, First|DELETE|
  Jane Doe (†)|Jane Doe ()|Jane Doe - Fabrikam|Jane Doe y Bob Roe|Jane D..|t.a.v. Jane|x Jane Doe|e.g. John Smith|
  bijv. Jan Jansen`
    .split('|')
    .map((cell) => cell.trim());
for (const cell of odd) {
  test(`a name that is half empty, begun, of two alphabets or of more than a person is said: ${cell}`, () => {
    assert.equal(readName(cell).said, 'odd');
  });
}
