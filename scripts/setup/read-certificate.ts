import { X509Certificate } from 'node:crypto';
import type { SetupCertificate } from '../../src/graph/setup/setup-steps.ts';

/** Reads the public part from a PEM file with a certificate and its private key. Throws if set-up cannot use it. */
export function readCertificate(pem: string): SetupCertificate {
  if (!/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(pem)) throw new Error('no private key in it');
  const certificate = new X509Certificate(pem);
  // Entra's library signs by RSA alone.
  if (certificate.publicKey.asymmetricKeyType !== 'rsa') throw new Error('its key is not RSA');
  const print = certificate.fingerprint.replaceAll(':', '').toLowerCase();
  return {
    base64: certificate.raw.toString('base64'),
    name: `Guestlist ${print}`,
    endsAt: certificate.validToDate.toISOString(),
  };
}
