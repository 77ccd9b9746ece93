// Lists of the API, read to their end.
import { ApiRefused } from './ask.ts';
import { type Documents } from './connection.ts';

export type Row = Readonly<Record<string, unknown>>;
export interface Page {
  readonly edges: readonly { readonly node: Row }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

type PageIn<Data> = (data: Data) => Page | undefined;

/** What comes of asking, or `undefined`: what the roles of the caller cannot have, the platform holds nothing of for them. */
export const unlessForbidden = async <T>(asked: Promise<T>): Promise<T | undefined> => {
  try {
    return await asked;
  } catch (error) {
    const refused = error instanceof ApiRefused ? error.errors : [];
    if (refused.some(({ extensions }) => extensions?.code === 'FORBIDDEN')) return undefined;
    throw error;
  }
};

/** All entries of a list, page by page; none of a list that the roles of the caller cannot have. */
export const all = async <Data>(
  ask: Documents,
  document: string,
  pageIn: PageIn<Data>,
  variables: object = {},
): Promise<Row[]> => {
  const rows: Row[] = [];
  let after: string | null = null;
  do {
    const data: Data | undefined = await unlessForbidden(ask<Data>(document, { ...variables, after }));
    const page: Page | undefined = data === undefined ? undefined : pageIn(data);
    rows.push(...(page?.edges.map(({ node }) => node) ?? []));
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return rows;
};

/** Of a document whose list is called `page`. */
export const ofQuery = ({ page }: { page: Page }): Page => page;
