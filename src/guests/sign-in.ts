/** How a guest signs in, in plain words. `microsoft`: a work or a personal account, Graph does not say which. */
export const signInKinds = [
  'work account',
  'microsoft account',
  'google',
  'facebook',
  'one-time passcode',
  'identity provider',
  'microsoft',
] as const;
export type SignInKind = (typeof signInKinds)[number];
