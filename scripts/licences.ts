/** What npm's CycloneDX list says of one package. */
export type Component = {
  name: string;
  version: string;
  licenses?: readonly ({ license: { id?: string; name?: string } } | { expression: string })[];
};

/** Licences that let a company run and pass on the bot as it is, with their texts beside it. */
const allowed: readonly string[] = [
  '0BSD',
  'AFL-2.1',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
];

/** Packages that do not name their licence where npm looks. Somebody read the files named here. */
const readByHand: Readonly<Record<string, string>> = {
  'escape-regexp-component@1.0.2': 'MIT', // Readme.md
  'jspath@0.4.0': 'MIT', // LICENSE
};

/** The licence of a package as an SPDX expression; undefined where nothing names one. */
export function licenceOf(component: Component): string | undefined {
  const said = (component.licenses ?? []).map((each) =>
    'expression' in each ? each.expression : (each.license.id ?? each.license.name ?? ''),
  );
  const expression = said.filter((each) => each !== '').join(' AND ');
  return expression === '' ? readByHand[`${component.name}@${component.version}`] : expression;
}

/** True when the licences we chose from satisfy the expression. Reads AND, OR and brackets one level deep. */
export function isAllowed(expression: string): boolean {
  const plain = expression.replace(/[()]/g, '');
  return plain
    .split(' AND ')
    .every((part) => part.split(' OR ').some((licence) => allowed.includes(licence.trim())));
}

/** One sentence for each package that may not be passed on, or of which that is not known. */
export function licenceFaults(components: readonly Component[]): string[] {
  return components.flatMap((component) => {
    const { name, version } = component;
    const licence = licenceOf(component);
    if (licence === undefined) {
      return [
        `${name} ${version} names no licence: read its files, then say so in scripts/licences.ts`,
      ];
    }
    if (isAllowed(licence)) return [];
    return [
      `${name} ${version} has the licence ${licence}, which scripts/licences.ts does not allow`,
    ];
  });
}
