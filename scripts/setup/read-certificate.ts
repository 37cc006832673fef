import type { SetupCertificate } from '../../src/graph/setup/setup-steps.ts';
import { rsaCertificate } from '../../src/rsa-certificate.ts';

/** Reads the public part from a PEM file with a certificate and its private key. Throws if set-up cannot use it. */
export function readCertificate(pem: string): SetupCertificate {
  const certificate = rsaCertificate(pem);
  const print = certificate.fingerprint.replaceAll(':', '').toLowerCase();
  return {
    base64: certificate.raw.toString('base64'),
    name: `Guestlist ${print}`,
    endsAt: certificate.validToDate.toISOString(),
  };
}
