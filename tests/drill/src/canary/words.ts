// Canaries: words and numbers that occur nowhere else, so that each place where one turns up is known for what it is.
import { randomBytes, randomInt } from 'node:crypto';

export interface Canary {
  /** What to look for: a word, or six digits. */
  readonly word: string;
  readonly tenant: string;
  /** Where it was planted: `registerPerson.name` */
  readonly place: string;
  /** What it is about: a person or thing of the world, by its name there. */
  readonly about: string;
}

const wordForm = /cnry[0-9a-f]{12}/g;
// Not within a word: the random id of a request is full of digits.
const numberForm = /(?<![\w.])5[0-9]{5}(?!\w)/g;
const encoded = /[A-Za-z0-9+/_-]{20,}={0,2}/g;
const hexadecimal = /(?:[0-9a-f]{2}){12,}/gi;

export class Canaries {
  readonly #known = new Map<string, Canary>();

  word(of: Omit<Canary, 'word'>): string {
    const word = `cnry${randomBytes(6).toString('hex')}`;
    this.#known.set(word, { ...of, word });
    return word;
  }

  /** For answers: a whole number that is as easy to tell as a word. */
  number(of: Omit<Canary, 'word'>): number {
    const number = randomInt(500_000, 600_000);
    this.#known.set(String(number), { ...of, word: String(number) });
    return number;
  }

  get all(): readonly Canary[] {
    return [...this.#known.values()];
  }

  /** Every canary in a text, also where a part of the text is base64 or hexadecimal. */
  in(text: string): Canary[] {
    const decoded = [
      ...(text.match(encoded) ?? []).map((part) => Buffer.from(part, 'base64url').toString('latin1')),
      ...(text.match(hexadecimal) ?? []).map((part) => Buffer.from(part, 'hex').toString('latin1')),
    ];
    return [...new Set([text, ...decoded].flatMap((each) => this.plainIn(each)))];
  }

  /** Every canary in a text as it stands. */
  plainIn(text: string): Canary[] {
    const found = [...(text.match(wordForm) ?? []), ...(text.match(numberForm) ?? [])];
    return found.flatMap((word) => this.#known.get(word) ?? []);
  }
}
