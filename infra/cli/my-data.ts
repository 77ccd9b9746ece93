import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '@securebase/embedded';
import { Command } from 'commander';
import { connectDocuments, type ConnectionOptions, type Documents, withConnection } from './connection.ts';
import { myDataPage } from './my-data-page.ts';
import { all, ofQuery, type Page, type Row } from './pages.ts';

/** Everything that the platform holds of the one who asks, and who has looked at it. */
export interface MyData {
  readonly exportedAt: string;
  readonly profile: Row | null;
  /** As the client. */
  readonly engagements: readonly Row[];
  /** As the coach: without what belongs to the clients. */
  readonly coaching: readonly Row[];
  readonly answers: readonly Row[];
  /** What they let others see. */
  readonly consents: readonly Row[];
  readonly maps: readonly Row[];
  readonly accesses: readonly Row[];
}

const ofMap = ({ map }: { map: { page: Page } | null }) => map?.page;

const collect = async (ask: Documents, tell: (step: string) => void): Promise<MyData> => {
  tell('profile');
  const { me } = await ask<{ me: Row | null }>('my-profile');
  tell('engagements');
  const engagements = await all(ask, 'my-engagements', ofQuery);
  const coaching = await all(ask, 'my-coaching', ofQuery);
  tell('answers');
  const answers = await all(ask, 'my-answers', ofQuery);
  tell('consents');
  const consents = await all(ask, 'my-consents', ofQuery);
  tell('maps');
  const maps: Row[] = [];
  for (const map of await all(ask, 'my-maps', ofQuery))
    maps.push({
      ...map,
      actors: await all(ask, 'my-map-actors', ofMap, { id: map['id'] }),
      ties: await all(ask, 'my-map-ties', ofMap, { id: map['id'] }),
    });
  tell('accesses');
  const accesses: Row[] = [];
  for (const service of services)
    for (const access of await all(ask, `my-accesses-${service}`, ofQuery))
      accesses.push({ service, ...access });
  return {
    exportedAt: new Date().toISOString(),
    profile: me,
    engagements,
    coaching,
    answers,
    consents,
    maps,
    accesses,
  };
};

export const myDataCommand = (): Command =>
  withConnection(
    new Command('my-data')
      .description('Writes what the platform holds of the caller: as JSON, and as a page to read or print.')
      .requiredOption('--out <folder>', 'where the two files go'),
  ).action(async ({ out, ...options }: ConnectionOptions & { out: string }) => {
    const data = await collect(await connectDocuments(options), (step) => {
      console.error(`Reading ${step}`);
    });
    mkdirSync(out, { recursive: true, mode: 0o700 });
    const files = {
      'my-data.json': `${JSON.stringify(data, null, 2)}\n`,
      'my-data.html': myDataPage(data),
    };
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(out, name), text, { mode: 0o600 });
      console.log(join(out, name));
    }
  });
