import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '@securebase/embedded';
import { Command } from 'commander';
import { connectDocuments, type ConnectionOptions, type Documents, withConnection } from './connection.ts';
import { myDataPage } from './my-data-page.ts';
import { all, ofQuery, type Page, type Row, unlessForbidden } from './pages.ts';

/** Everything that the platform holds of the one who asks, and who has looked at it. */
export interface MyData {
  readonly exportedAt: string;
  readonly profile: Row | null;
  /** What they look for in a coach. */
  readonly matching: Row | null;
  /** As the client, each with what happened as far as it is for them. */
  readonly engagements: readonly Row[];
  /** As a member of a team or an organization, the same. */
  readonly memberships: readonly Row[];
  /** As the coach: without what belongs to the clients; of what happened only what is about themselves. */
  readonly coaching: readonly Row[];
  readonly coachProfile: Row | null;
  /** What a coach keeps in a practice of their own. */
  readonly practice: Practice;
  readonly answers: readonly Row[];
  /** What they let others see. */
  readonly consents: readonly Row[];
  readonly maps: readonly Row[];
  readonly accesses: readonly Row[];
}

interface Practice {
  readonly links: readonly Row[];
  readonly hours: readonly Row[];
  readonly credentials: readonly Row[];
  readonly supervision: readonly Row[];
  readonly cases: readonly Row[];
}

const ofMap = ({ map }: { map: { page: Page } | null }) => map?.page;
const ofTimeline = ({ engagement }: { engagement: { timeline: Page } | null }) => engagement?.timeline;

/** What a document calls `mine`. */
const mine = async <T>(ask: Documents, document: string, variables: object = {}): Promise<T | null> =>
  (await unlessForbidden(ask<{ mine: T | null }>(document, variables)))?.mine ?? null;

/** Engagements with what happened in them, as far as it is for the caller, and `which` says so. */
const engagementsOf = async (
  ask: Documents,
  document: string,
  which: (line: Row) => boolean = () => true,
) => {
  const engagements: Row[] = [];
  for (const engagement of await all(ask, document, ofQuery)) {
    const happened = await all(ask, 'my-timeline', ofTimeline, { engagementId: engagement['id'] });
    engagements.push({ ...engagement, happened: happened.filter(which) });
  }
  return engagements;
};

const practiceOf = async (ask: Documents): Promise<Practice> => ({
  links: (await mine<Row[]>(ask, 'my-practice-links')) ?? [],
  hours: await all(ask, 'my-practice-hours', ofQuery),
  credentials: await all(ask, 'my-credentials', ofQuery),
  supervision: await all(ask, 'my-supervision', ofQuery),
  cases: await all(ask, 'my-cases', ofQuery),
});

const mapsOf = async (ask: Documents): Promise<Row[]> => {
  const maps: Row[] = [];
  for (const map of await all(ask, 'my-maps', ofQuery))
    maps.push({
      ...map,
      actors: await all(ask, 'my-map-actors', ofMap, { id: map['id'] }),
      ties: await all(ask, 'my-map-ties', ofMap, { id: map['id'] }),
    });
  return maps;
};

const accessesOf = async (ask: Documents): Promise<Row[]> => {
  const accesses: Row[] = [];
  for (const service of services)
    for (const access of await all(ask, `my-accesses-${service}`, ofQuery))
      accesses.push({ service, ...access });
  return accesses;
};

const collect = async (ask: Documents, tell: (step: string) => void): Promise<MyData> => {
  tell('profile');
  const { me } = await ask<{ me: Row | null }>('my-profile');
  const id = me?.['id'];
  tell('engagements');
  const engagements = {
    matching: await mine<Row>(ask, 'my-matching'),
    engagements: await engagementsOf(ask, 'my-engagements'),
    memberships: await engagementsOf(ask, 'my-memberships'),
    coaching: await engagementsOf(ask, 'my-coaching', ({ aboutId }) => aboutId === id),
  };
  tell('practice');
  const coach = {
    coachProfile: id === undefined ? null : await mine<Row>(ask, 'my-coach-profile', { id }),
    practice: await practiceOf(ask),
  };
  tell('answers');
  const answers = await all(ask, 'my-answers', ofQuery);
  tell('consents');
  const consents = await all(ask, 'my-consents', ofQuery);
  tell('maps');
  const maps = await mapsOf(ask);
  tell('accesses');
  const accesses = await accessesOf(ask);
  return {
    exportedAt: new Date().toISOString(),
    ...{ profile: me, ...engagements, ...coach, answers, consents, maps, accesses },
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
