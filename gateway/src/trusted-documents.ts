import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadConfiguration, type Documents } from '@securebase/service-kit/edge';

/** The operations in a folder's .graphql files, by their ids. @throws BadConfiguration */
export const trustedDocuments = (folder: string): Documents => {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
    const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
    return new Map(texts.map((text) => [`sha256:${createHash('sha256').update(text).digest('hex')}`, text]));
  } catch {
    throw new BadConfiguration('TRUSTED_DOCUMENTS: the folder cannot be read');
  }
};
