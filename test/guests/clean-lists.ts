import type { CleanList } from './lay-list.ts';
import people from './people.json' with { type: 'json' };

type Person = (typeof people)[number];

function list(
  title: string,
  delimiter: string,
  columns: readonly (readonly [heading: string, cell: (person: Person, index: number) => string])[],
  marks: { address: number; name: number },
): CleanList {
  return {
    title,
    delimiter,
    header: columns.map(([heading]) => heading),
    rows: people.map((person, index) => columns.map(([, cell]) => cell(person, index))),
    ...marks,
  };
}

const address = (person: Person) => person.address;
const name = ({ given, family }: Person) => `${given} ${family}`;
const reversed = ({ given, family }: Person) => `${family}, ${given}`;
const company = (person: Person) => person.company;

/** Lists as people keep them: in the languages of our headings, wide and narrow. */
export const cleanLists: readonly CleanList[] = [
  list(
    'two columns',
    ',',
    [
      ['email', address],
      ['name', name],
    ],
    { address: 0, name: 1 },
  ),
  list(
    'the name first',
    ';',
    [
      ['Naam', name],
      ['E-mailadres', address],
    ],
    { address: 1, name: 0 },
  ),
  list(
    'our template',
    ',',
    [
      ['email', address],
      ['name', name],
      ['project', () => 'beacon'],
      ['language', () => 'nl-NL'],
      ['redirect', () => ''],
      ['cc', () => ''],
      ['groups', () => ''],
      ['applications', () => ''],
      ['until', () => '2027-01-31'],
      ['sendMail', () => 'TRUE'],
    ],
    { address: 0, name: 1 },
  ),
  list(
    'with a company',
    ',',
    [
      ['Name', name],
      ['Company', company],
      ['E-mail', address],
    ],
    { address: 2, name: 0 },
  ),
  list(
    'German',
    ';',
    [
      ['Anzeigename', name],
      ['Firma', company],
      ['E-Mail-Adresse', address],
      ['Sprache', () => 'de-DE'],
    ],
    { address: 2, name: 0 },
  ),
  list(
    'French',
    ';',
    [
      ['Adresse électronique', address],
      ['Nom complet', name],
      ['Société', company],
      ['Langue', () => 'fr-FR'],
    ],
    { address: 0, name: 1 },
  ),
  list(
    'Spanish',
    '\t',
    [
      ['Nombre', name],
      ['Correo electrónico', address],
      ['Teléfono', (_, n) => `600 00 ${n}`],
    ],
    { address: 1, name: 0 },
  ),
  list(
    'family names first',
    ',',
    [
      ['email', address],
      ['displayName', reversed],
      ['company', company],
      ['phone', (_, n) => `+31 ${n}`],
    ],
    { address: 0, name: 1 },
  ),
  list(
    'piped',
    '|',
    [
      ['id', (_, n) => String(n + 1)],
      ['name', name],
      ['email', address],
      ['active', () => '1'],
    ],
    { address: 2, name: 1 },
  ),
];
