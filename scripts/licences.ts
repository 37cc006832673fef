/** One package in npm's CycloneDX list. */
export type Component = {
  name: string;
  version: string;
  licenses?: readonly ({ license: { id?: string; name?: string } } | { expression: string })[];
};

/** Licences that let a company run the bot and pass it on unchanged, with their texts. */
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

/** Packages whose licence npm does not find. An engineer read it in the file beside each. */
const readByHand: Readonly<Record<string, string>> = {
  'escape-regexp-component@1.0.2': 'MIT', // Readme.md
  'jspath@0.4.0': 'MIT', // LICENSE
};

/** The licence of a package as an SPDX expression. Undefined when the package names none. */
export function licenceOf(component: Component): string | undefined {
  const said = (component.licenses ?? []).map((each) =>
    'expression' in each ? each.expression : (each.license.id ?? each.license.name ?? ''),
  );
  const expression = said.filter((each) => each !== '').join(' AND ');
  return expression === '' ? readByHand[`${component.name}@${component.version}`] : expression;
}

/** True when allowed licences satisfy the expression. Reads AND, OR and brackets one level deep. */
export function isAllowed(expression: string): boolean {
  const plain = expression.replace(/[()]/g, '');
  return plain
    .split(' AND ')
    .every((part) => part.split(' OR ').some((licence) => allowed.includes(licence.trim())));
}

/** One sentence for each package whose licence is unknown or not allowed. */
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
