import type { Wanted } from './judge-list.ts';

export const jane = 'jane@fabrikam.example';
export const bob = 'bob@northwind.example';

type Named = Wanted['name'];
/** The fate of a list: read right, or named in a note or problem with one of these codes. */
export type Variant = {
  what: string;
  text: string;
  want: Readonly<Record<string, Named>>;
  said?: string;
};

export const both = { [jane]: 'Jane Doe', [bob]: 'Bob Roe' };

/** A list with these headings; `@` stands for the address of the row. */
export const list = (heads: string, ...rows: string[]) =>
  `${heads}\n${rows.map((row, index) => row.replace('@', index === 0 ? jane : bob)).join('\n')}\n`;

/** Names in columns of their own, and names of somebody else. */
export const nameVariants: Variant[] = [
  {
    what: 'two family names and the infix are all of the name',
    text: list('Nombre,Primer apellido,Segundo apellido,Correo', 'Jane,Doe,López,@', 'Bob,Roe,,@'),
    want: { [jane]: 'Jane Doe López', [bob]: 'Bob Roe' },
  },
  ...[
    'Nazwisko panieńskie',
    'Meisjesnaam',
    'Geburtsname',
    'Nom de jeune fille',
    'Apellido de soltera',
  ].map((heading) => ({
    what: `a name before the marriage is not the name: ${heading}`,
    text: list(`Voornaam,Achternaam,${heading},Email`, 'Jane,Doe,Max,@', 'Bob,Roe,Power,@'),
    want: both,
    said: 'columns left out',
  })),
  ...['Nazwisko panieńskie', 'Meisjesnaam', 'Name des Vorgesetzten', 'Nome do gestor'].map(
    (heading) => ({
      what: `somebody else's name alone is nobody's: ${heading}`,
      text: list(`${heading},Email`, 'Max Power,@', 'Iris Zon,@'),
      want: { [jane]: null, [bob]: null },
      said: 'names elsewhere',
    }),
  ),
  {
    what: 'initials stand for a given name that is nowhere',
    text: list('Voorletters;Tussenvoegsels;Achternaam;E-mail', 'J.;van der;Berg;@', 'B.;;Roe;@'),
    want: { [jane]: 'J. van der Berg', [bob]: 'B. Roe' },
  },
  ...['Fabrikam', 'Fabrikam Jane Doe', 'Jane Doe Fabrikam'].map((name) => ({
    what: `a name with the firm of the address is said: ${name}`,
    text: list('Name,Email', `${name},@`, 'Bob Roe,@'),
    want: { [jane]: name, [bob]: 'Bob Roe' },
    said: 'names odd',
  })),
  ...['Noone', 'Niemand', 'Leer', 'Fehler', 'Ditto'].map((family) => ({
    what: `a family name that is a word for nothing too stays, and is said: ${family}`,
    text: list('First name,Last name,Email', `Jane,${family},@`, 'Inga,Berg,@'),
    want: { [jane]: `Jane ${family}`, [bob]: 'Inga Berg' },
    said: 'names odd',
  })),
  {
    what: 'a whole name beside one of its parts is not said twice',
    text: list('Name,Last name,Email', 'Jane Doe,Doe,@', 'Bob Roe,Roe,@'),
    want: both,
  },
  {
    what: 'a name turned round beside its given name is the name',
    text: list('Naam,Voornaam,Email', 'Doe Jane,Jane,@', '"Roe, Bob",Bob,@'),
    want: { [jane]: 'Doe Jane', [bob]: 'Roe, Bob' },
  },
  {
    what: "a company's name beside both parts is not the partner's",
    text: list('Name,First Name,Last Name,Email', 'Fabrikam,Jane,Doe,@', 'Northwind,Bob,Roe,@'),
    want: both,
  },
  {
    what: 'Korean and Japanese words for the given name stand beside the family name',
    text: list('성,이름,이메일', '김,민준,@', '이,서연,@'),
    want: { [jane]: '김민준', [bob]: '이서연' },
  },
  {
    what: 'Japanese words for both parts',
    text: list('名字,名前,メール', '山田,太郎,@'),
    want: { [jane]: '山田太郎' },
  },
  {
    what: 'a column of single words beside half a name is said',
    text: list('First name,Clan,Email', 'Jane,Doe,@', 'Bob,Roe,@'),
    want: both,
    said: 'names elsewhere',
  },
  {
    what: 'two unknown columns that the addresses are made of are one name',
    text: 'X1,X2,Email\nJane,Doe,jane.doe@fabrikam.example\n',
    want: { 'jane.doe@fabrikam.example': 'Jane Doe' },
  },
  {
    what: 'Null and Na beside another name are names',
    text: list('First name;Last name;email', 'Jane;Null;@', 'Na;Kim;@'),
    want: { [jane]: 'Jane Null', [bob]: 'Na Kim' },
  },
];
