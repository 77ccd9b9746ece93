import { type Keys, sign } from '@securebase/embedded';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { request } from '../requests.ts';
import { type Asked, type Question } from './queries.ts';

/** One database of read models, with a process of the service that answers from it. */
export interface Answering {
  readonly name: string;
  readonly url: string;
  readonly asked: readonly Asked[];
}

const chance = xoroshiro128plus(1);

const tokens = new Map<string, Promise<string>>();
const tokenOf = (keys: Keys, { role }: Question, subject: string): Promise<string> => {
  const name = `${role} ${subject}`;
  const known = tokens.get(name) ?? sign(keys, { roles: [role], subject, lifetime: '8h' });
  tokens.set(name, known);
  return known;
};

/** Asks one question about one engagement. Returns milliseconds. @throws Error when the answer is empty */
export const askOnce = async (
  keys: Keys,
  { url }: Answering,
  question: Question,
  asked: Asked,
): Promise<number> => {
  const headers = { authorization: `Bearer ${await tokenOf(keys, question, question.by(asked))}` };
  const began = performance.now();
  const data = await request(url, { query: question.text, variables: question.variables(asked), headers });
  const took = performance.now() - began;
  if (!question.isAnswered(data as never)) throw new Error(`${question.name}: the answer is empty.`);
  return took;
};

/**
 * So many times the question, each time about another engagement, to both sides one after the other; which comes first is left to
 * chance, or what this process does every so many requests would fall to the same side again and again.
 * @returns milliseconds, of each side
 */
export const askBoth = async (
  keys: Keys,
  sides: readonly [Answering, Answering],
  question: Question,
  times: number,
): Promise<readonly [readonly number[], readonly number[]]> => {
  const took: [number[], number[]] = [[], []];
  for (let time = 0; time < times; time++)
    for (const side of uniformInt(chance, 0, 1) === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const { asked } = sides[side];
      const about = asked[(time * 37) % asked.length];
      if (about) took[side].push(await askOnce(keys, sides[side], question, about));
    }
  return took;
};
