import { readFile } from 'node:fs/promises';

import type { Exchange } from './flow.ts';

/** How often it is looked whether a certificate was renewed; whoever renews one does so days before it ends. */
export const RENEWED_EVERY_MS = 60_000;

export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Rejects where a file cannot be read. */
export async function readCertificate({ certFile, keyFile }: CertificateFiles): Promise<Certificate> {
  const [cert, key] = await Promise.all([readFile(certFile), readFile(keyFile)]);
  return { cert, key };
}

/**
 * Shows a certificate that was renewed in its files to whoever connects from then on, without a restart: they are good for months,
 * a server runs for longer. Where the new one cannot be used, or is written only in part, the one before stays, and it is looked
 * again a minute later.
 */
export function createRenewal({ now, noted }: Pick<Exchange, 'now' | 'noted'>) {
  let lookAt = now() + RENEWED_EVERY_MS;
  return async (files: CertificateFiles, show: (certificate: Certificate) => void): Promise<void> => {
    if (now() < lookAt) return;
    lookAt = now() + RENEWED_EVERY_MS;
    try {
      show(await readCertificate(files));
    } catch {
      noted('certificateUnusable');
    }
  };
}
