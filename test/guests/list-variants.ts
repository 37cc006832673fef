import { bob, both, jane, list, nameVariants, type Variant } from './name-variants.ts';

/** Given and family name under headings in many languages, and under longer ones. */
const headings =
  `First Name|Last Name, Your first name|Your last name, Legal First Name|Legal Last Name,
  Name (First)|Name (Last), Preferred First Name|Last Name, User First Name|User Last Name, Forenames|Surnames,
  First name / Prénom|Last name / Nom, Voornamen|Achternaam, Rufname|Nachname, Förnamn|Släktnamn, Jméno|Příjmení,
  Meno|Priezvisko, Keresztnév|Vezetéknév, Ad|Soyad, Prenume|Nume, Ime|Prezime, Όνομα|Επώνυμο, Eesnimi|Perekonnanimi,
  Vārds|Uzvārds, Vardas|Pavardė, Ім'я|Прізвище, Име|Фамилия, Nama depan|Nama belakang, Nome de batismo|Sobrenome,
  الاسم الأول|اسم العائلة, שם פרטי|שם משפחה, ชื่อ|นามสกุล, Vorname|Name, Naam|Achternaam`
    .split(',')
    .map((pair) => pair.trim().split('|'));

const underHeadings = headings.map(
  ([given = '', family = '']): Variant => ({
    what: `${given} and ${family} are one name`,
    text: `${given};${family};Email\nJane;Doe;${jane}\nBob;Roe;${bob}\n`,
    want: both,
  }),
);

const rows: Variant[] = [
  {
    what: 'who called the meeting is said',
    text: list('Name,Email,Role', 'Jane Doe,@,Organizer', 'Bob Roe,@,Attendee'),
    want: both,
    said: 'rows marked',
  },
  {
    what: 'a No in a column that asks whether to invite keeps the person out',
    text: list('Name,Email,Invite?', 'Jane Doe,@,Yes', 'Bob Roe,@,No'),
    want: { [jane]: 'Jane Doe' },
    said: 'state denies',
  },
  {
    what: 'a remark that somebody is not to be invited is said',
    text: list('Naam,Email,Opmerking', 'Jane Doe,@,', 'Bob Roe,@,NIET UITNODIGEN'),
    want: both,
    said: 'rows marked',
  },
  {
    what: 'half a name in a row as wide as the headings is put together, and said',
    text: `email,name,company\n${jane},Doe, Jane\n${bob},Bob Roe,Northwind\n`,
    want: { [jane]: 'Doe, Jane', [bob]: 'Bob Roe' },
    said: 'separators mended',
  },
  {
    what: 'a given name that is cut in two, in a row as wide as the headings, is said',
    text: `email,first name,last name,company\n${jane},Jane, Anna,Doe\n${bob},Bob,Roe,Northwind\n`,
    want: { [jane]: 'Jane Anna Doe', [bob]: 'Bob Roe' },
    said: 'separators mended',
  },
  {
    what: 'a firm in a short row that stands in the name is said',
    text: `email,name,company\n${jane},Jane Doe Fabrikam\n`,
    want: { [jane]: 'Jane Doe' },
    said: 'names odd',
  },
  {
    what: "headings of forms in the place of both parts are nobody's name, and are said",
    text: `First name,Last name,email\nJane,Doe,${jane}\nFirst,Last,${bob}\n`,
    want: { [jane]: 'Jane Doe', [bob]: 'Bob Roe' },
    said: 'names odd',
  },
  {
    what: 'half a company in the place of a name is said',
    text: `email,company,name,phone\n${jane},Fabrikam, Inc.,Jane Doe\n${bob},Northwind,Bob Roe,\n`,
    want: both,
    said: 'separators mended',
  },
  {
    what: 'a row that is shorter than the others is said',
    text: `email,name,company\n${jane},Fabrikam\n${bob},Bob Roe,Northwind\nc@x.example,Cleo Poe,X\nd@x.example,Dan Moe,X\n`,
    want: { ...both, 'c@x.example': 'Cleo Poe', 'd@x.example': 'Dan Moe' },
    said: 'short rows',
  },
  {
    what: 'entities keep the semicolon that ends them',
    text: `email;name;company\n${jane};Jane&nbsp;Doe;Fabrikam\n${bob};Bob&#32;Roe\n`,
    want: both,
    said: 'separators mended',
  },
  {
    what: 'who made the list is nobody whom it invites',
    text: `name,email\nJane Doe,${jane}\nBob Roe,${bob}\nExported by,sam@wingtip.example\nContact,pat@wingtip.example\n`,
    want: both,
    said: 'name of nobody',
  },
  {
    what: 'the example of a form is nobody, and is said',
    text: `email;naam\nvoorbeeld@contoso.com;Voorbeeld Persoon\nexample@example.com;Jan\n${jane};Jane Doe\n`,
    want: { [jane]: 'Jane Doe' },
    said: 'example skipped',
  },
  {
    what: 'a name that says Old as its address does stays',
    text: `email;name\n${jane};Jane Doe\nOld Loe <old@x.example>;\n`,
    want: { [jane]: 'Jane Doe', 'old@x.example': 'Old Loe' },
  },
  {
    what: 'a mailbox that is called Support stays a partner',
    text: 'name,email\nSupport,support@fabrikam.example\n',
    want: { 'support@fabrikam.example': 'Support' },
  },
  {
    what: 'a table of its own title with the same headings is said',
    text: `Accepted\nemail,name\n${jane},Jane Doe\n\nDeclined\nemail,name\n${bob},Bob Roe\n`,
    want: { [jane]: 'Jane Doe' },
    said: 'several tables',
  },
  {
    what: 'lines as mail programs write them are one name each',
    text: `Doe, Jane <${jane}>\nRoe, Bob <${bob}>\n`,
    want: { [jane]: 'Doe, Jane', [bob]: 'Roe, Bob' },
  },
  ...[
    'Jane Doe | Fabrikam',
    'Jane Doe / Fabrikam',
    'Fabrikam - Jane Doe',
    'Jane Doe · Northwind',
    'Northwind | Jane Doe',
  ].map((name) => ({
    what: `a firm that a sign joins to the name is said: ${name}`,
    text: `email;name\n${jane};${name}\n${bob};Bob Roe\n`,
    want: { [jane]: name, [bob]: 'Bob Roe' },
    said: 'names odd',
  })),
  ...['Jane Doe, Fabrikam Consulting', 'Jane Doe, Northwind'].map((name) => ({
    what: `a firm behind a comma is said, if the address says all of the name before it: ${name}`,
    text: `email;name\njane.doe@fabrikam.example;${name}\n${bob};Bob Roe\n`,
    want: { 'jane.doe@fabrikam.example': name, [bob]: 'Bob Roe' },
    said: 'names odd',
  })),
  {
    what: 'a name that stands turned round gets no word',
    text: 'email;name\nm.garcia@x.example;García López, María José\njanedoe@x.example;Doe, Jane\n',
    want: { 'm.garcia@x.example': 'García López, María José', 'janedoe@x.example': 'Doe, Jane' },
  },
  ...[';', ', ', ' '].map((sign) => ({
    what: `one line of addresses with ${JSON.stringify(sign)} between is a list`,
    text: [jane, bob].join(sign),
    want: { [jane]: null, [bob]: null },
  })),
];

export const variants: readonly Variant[] = [...underHeadings, ...nameVariants, ...rows];
