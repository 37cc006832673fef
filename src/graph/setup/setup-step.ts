/** One thing that set-up makes in the tenant: the call that looks for it, and the call that makes it. */
export type SetupStep = {
  /** Unique in a plan. Later steps name its object id as `{{id}}`, and other values as `{{id.property}}`. */
  id: string;
  what:
    | 'application'
    | 'principal'
    | 'permission'
    | 'certificate'
    | 'secret'
    | 'federated'
    | 'group'
    | 'member'
    | 'catalogue'
    | 'personal app'
    | 'team app';
  /** For people: a group, a permission, somebody's sign-in name. */
  name: string;
  look?: SetupLook;
  make: { method: 'POST' | 'PATCH'; path: string; body: object };
  /** Properties of the answer that later steps need beside `id`. */
  gives?: readonly string[];
  /** The path to delete. Absent where the deletion of something else takes it along. */
  undo?: string;
  /** A tenant may forbid it to administrators too. Then a person does it by hand. */
  byHand?: true;
};

/** Later steps or the removal need its id. */
export const isNamedLater = ({ undo, what }: SetupStep): boolean =>
  undo !== undefined || what === 'principal';

/** A list in Graph, and how to find our entry in it. */
export type SetupLook = {
  path: string;
  query: Readonly<Record<string, string>>;
  /** Properties and their values. A list property must hold the value. */
  where?: Readonly<Record<string, string>>;
  /** Ours is among the values of this property of the one object at `path`, by `where`. Absent: `value`. */
  within?: string;
};

/** Object ids, and other values of answers, by the names of the steps. */
export type KnownIds = Readonly<Record<string, string>>;

/** Puts what is known in place of `{{name}}`. Throws for a name that is not known. */
export function filled(text: string, known: KnownIds): string {
  return text.replace(/\{\{([^{}]+)\}\}/g, (_, name: string) => {
    const value = known[name];
    if (value === undefined) throw new Error(`Set-up does not know ${name} yet`);
    return value;
  });
}

/** Fills in every text of a body in the same way. Bytes stay as they are. */
export function filledBody(value: unknown, known: KnownIds): unknown {
  if (typeof value === 'string') return filled(value, known);
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((each) => filledBody(each, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, filledBody(inner, known)]),
  );
}
