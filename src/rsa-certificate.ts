import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';

/**
 * Reads the certificate from a PEM file that holds its private key, too. Entra's library signs by RSA alone. Throws for
 * a file with which nobody can sign in, and says what it lacks.
 */
export function rsaCertificate(pem: string): X509Certificate {
  if (!/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(pem)) throw new Error('no private key in it');
  const begin = pem.indexOf('-----BEGIN CERTIFICATE');
  if (begin < 0) throw new Error('no certificate in it');
  const certificate = new X509Certificate(pem.slice(begin));
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'rsa') throw new Error('its key is not RSA');
  if (!createPublicKey(key).equals(certificate.publicKey))
    throw new Error('its private key belongs to another certificate');
  return certificate;
}
