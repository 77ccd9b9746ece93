import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { connectDocuments, type ConnectionOptions, type Documents, withConnection } from './connection.ts';
import { all, ofQuery, type Row } from './pages.ts';

/**
 * Everything of a tenant that its administrator may see. What was said in coaching is no part of it: it belongs to those who
 * said it, and each of them exports their own.
 */
export interface TenantData {
  readonly exportedAt: string;
  readonly tenant: Row;
  readonly provisioningCredentials: readonly string[];
  /** The key that certificates of erasure are verified with. */
  readonly certificateKey: unknown;
  readonly people: readonly Row[];
  readonly programs: readonly Row[];
  readonly instruments: readonly Row[];
  readonly erasures: readonly Row[];
}

const lists = ['people', 'programs', 'instruments', 'erasures'] as const;

const collect = async (ask: Documents, tell: (step: string) => void): Promise<TenantData> => {
  tell('tenant');
  const { certificateKey, ...standing } = await ask<
    Pick<TenantData, 'tenant' | 'provisioningCredentials'> & { readonly certificateKey: string }
  >('tenant-standing');
  const found: [string, readonly Row[]][] = [];
  for (const list of lists) {
    tell(list);
    found.push([list, await all(ask, `tenant-${list}`, ofQuery)]);
  }
  return {
    exportedAt: new Date().toISOString(),
    ...standing,
    certificateKey: JSON.parse(certificateKey) as unknown,
    ...(Object.fromEntries(found) as Record<(typeof lists)[number], readonly Row[]>),
  };
};

export const tenantDataCommand = (): Command =>
  withConnection(
    new Command('tenant-data')
      .description(
        'Writes what an administrator may see of the whole tenant, as JSON: no word of any coaching.',
      )
      .requiredOption('--out <folder>', 'where the file goes'),
  ).action(async ({ out, ...options }: ConnectionOptions & { out: string }) => {
    const data = await collect(await connectDocuments(options), (step) => {
      console.error(`Reading ${step}`);
    });
    mkdirSync(out, { recursive: true, mode: 0o700 });
    const file = join(out, 'tenant-data.json');
    writeFileSync(file, `${JSON.stringify(data, null, 2)}\n`, { mode: 0o600 });
    console.log(file);
  });
