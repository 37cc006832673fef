import type { SignInKind } from '../../guests/sign-in.ts';

type Identity = { signInType: string | null; issuer: string | null };

/** How the guest signs in. Undefined before the redemption: the only identity is then the tenant's own. */
export function signInKind(identities: readonly Identity[]): SignInKind | undefined {
  const federated = identities.find(({ signInType }) => signInType === 'federated');
  return federated?.issuer ? kindOf(federated.issuer) : undefined;
}

function kindOf(issuer: string): SignInKind {
  switch (issuer.toLowerCase()) {
    case 'google.com':
      return 'google';
    case 'facebook.com':
      return 'facebook';
    case 'mail':
      return 'one-time passcode';
    case 'externalazuread':
      // Graph uses it for personal accounts too, so it names neither kind.
      return 'microsoft';
    case 'microsoftaccount':
    case 'microsoft account':
    case 'live.com':
      return 'microsoft account';
    default:
      return /^https:\/\/(sts\.windows\.net|login\.microsoftonline\.com)\//i.test(issuer)
        ? 'work account'
        : 'identity provider';
  }
}
