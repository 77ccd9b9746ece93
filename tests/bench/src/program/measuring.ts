import { type ServiceDatabase } from '@securebase/embedded';
import { quantile, ratios, spreadOf, type Spread } from '../measure.ts';
import { type Answering, askBoth, askOnce } from './asking.ts';
import { explain, type Explained, statementsOf } from './explain.ts';
import { type Asked, type Question, questions } from './queries.ts';
import { type Service } from './service.ts';

export interface Side {
  readonly name: string;
  readonly database: ServiceDatabase;
  readonly asked: readonly Asked[];
  /** How many rows each table has. */
  readonly rows: Readonly<Record<string, number>>;
}

export interface Measured {
  readonly question: string;
  /** The p99 of all answers of the large side over that of the small one. */
  readonly ratio: number;
  /** The same of each round. */
  readonly spread: Spread;
  readonly p99: Readonly<Record<string, Spread>>;
  readonly p50: Readonly<Record<string, Spread>>;
  readonly explained: Explained;
}

/** From so many rows on a table is one that nobody may read from one end to the other, by whatever index. */
const big = 10_000;

const ensureIndexes = (question: Question, { scanned, most }: Explained, { rows }: Side): void => {
  const whole = scanned.filter((table) => (rows[table] ?? 0) > big);
  if (whole.length > 0) throw new Error(`${question.name} reads all of ${whole.join(', ')}.`);
  if (most > big) throw new Error(`${question.name} looks at ${most} rows of one table.`);
};

/** Asks every question at both sides, in turn, and has Postgres explain how it answers at the large one. */
export const measureQuestions = async (
  { startApi, signer }: Service,
  sides: readonly [Side, Side],
  { rounds, times, tell }: { rounds: number; times: number; tell: (message: string) => void },
): Promise<readonly Measured[]> => {
  const answering = (await Promise.all(
    sides.map(async ({ name, database, asked }): Promise<Answering> => {
      const { url } = await startApi(database);
      return { name, url, asked };
    }),
  )) as [Answering, Answering];
  const [, large] = sides;
  const tables = Object.keys(large.rows);
  const measured: Measured[] = [];
  for (const question of questions) {
    await askBoth(signer, answering, question, times); // what is compiled and cached once is not meant
    const found: (readonly [readonly number[], readonly number[]])[] = [];
    for (let round = 0; round < rounds; round++)
      found.push(await askBoth(signer, answering, question, times));
    const of = (side: 0 | 1, percentile: number) => found.map((each) => quantile(each[side], percentile));
    const spreads = (percentile: number) => ({
      [sides[0].name]: spreadOf(of(0, percentile)),
      [sides[1].name]: spreadOf(of(1, percentile)),
    });
    const p99Of = (side: 0 | 1) =>
      quantile(
        found.flatMap((each) => each[side]),
        0.99,
      );
    const statements = await statementsOf(async () => {
      const [asked] = large.asked;
      if (asked) await askOnce(signer, answering[1], question, asked);
    });
    const explained = await explain(large.database.apiUrl, statements, tables);
    ensureIndexes(question, explained, large);
    const ratio = p99Of(1) / p99Of(0);
    const spread = spreadOf(ratios(of(1, 0.99), of(0, 0.99)));
    measured.push({
      question: question.name,
      ratio,
      spread,
      p99: spreads(0.99),
      p50: spreads(0.5),
      explained,
    });
    tell(`${question.name}: ${ratio.toFixed(2)} ×`);
  }
  return measured;
};
