/** Steps that make the guest exist. The guest's grants wait for them. */
export const gateKinds = ['invite', 'restore'] as const;
/** Steps that give one piece of access. */
export const grantKinds = ['group', 'app', 'licence'] as const;
export type GrantKind = (typeof grantKinds)[number];
export const stepKinds = [...gateKinds, ...grantKinds] as const;
export type StepKind = (typeof stepKinds)[number];

/** The states of a step that is not settled: not called for, perhaps called for, and looked for after a lost answer. */
export const openStates = ['due', 'intended', 'looking'] as const;
export const settledStates = ['done', 'refused', 'unknown', 'withdrawn'] as const;
export type OpenState = (typeof openStates)[number];
export type SettledState = (typeof settledStates)[number];
export type StepState = OpenState | SettledState;
