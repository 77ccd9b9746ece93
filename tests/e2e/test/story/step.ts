// One step of the story, with the table of who sees it.
import { expect, it } from '@jest/globals';
import { everybody, type Name } from './cast.ts';
import { type Look, type Story } from './story.ts';

export interface Table {
  /** Whose page is another one after it. To all others everything is as it was: found, counted, ordered. */
  readonly seenBy: readonly Name[];
  /** What timelines tell of it, and to whom. Whom it is not told, their timeline is as it was. */
  readonly told?: Readonly<Record<string, readonly Name[]>>;
  /** Who reads what was written in it; all who see it, when nothing else is said. Nobody else does. */
  readonly readBy?: readonly Name[];
  /** What those are told who are new to an engagement: what happened before, too. */
  readonly catchUp?: Readonly<Partial<Record<Name, readonly string[]>>>;
}

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

/** By what a timeline tells: to whom it was told. */
const toldIn = (looks: ReadonlyMap<Name, Look>, late: readonly Name[]) => {
  const pairs = [...looks].flatMap(([who, { lines }]) =>
    late.includes(who) ? [] : lines.map(({ happened }) => [happened, who] as const),
  );
  return Object.fromEntries(
    [...Map.groupBy(pairs, ([happened]) => happened)].map(([happened, all]) => [
      happened,
      sorted(all.map(([, who]) => who)),
    ]),
  );
};

/** Whose answer holds each of the texts. */
const readersOf = (looks: ReadonlyMap<Name, Look>, texts: readonly string[]) =>
  Object.fromEntries(
    texts.map((text) => {
      const asJson = JSON.stringify(text).slice(1, -1);
      const readers = [...looks].flatMap(([who, { page, lines }]) =>
        page.includes(asJson) || JSON.stringify(lines).includes(asJson) ? [who] : [],
      );
      return [text, sorted(readers)];
    }),
  );

/** Tells the steps of a story, each as a test. */
export const stepsOf = (story: () => Story) => {
  let before: ReadonlyMap<Name, Look> | undefined;

  return {
    /** Everybody looks for the first time. */
    begin: async (): Promise<void> => {
      before = await story().look();
    },
    step: (title: string, tell: () => Promise<unknown>, table: Table): void => {
      it(title, async () => {
        story().texts = [];
        story().touched.clear();
        let after: ReadonlyMap<Name, Look>;
        const earlier = before;
        try {
          await tell();
        } finally {
          after = await story().look();
          before = after;
        }
        const { seenBy, told = {}, readBy = seenBy, catchUp = {} } = table;
        const late = Object.keys(catchUp) as Name[];
        const seen = everybody.filter((who) => after.get(who)?.page !== earlier?.get(who)?.page);
        const { texts } = story();
        expect({
          seenBy: sorted(seen),
          told: toldIn(after, late),
          readBy: readersOf(after, texts),
          catchUp: Object.fromEntries(
            late.map((who) => [who, sorted((after.get(who)?.lines ?? []).map(({ happened }) => happened))]),
          ),
        }).toEqual({
          seenBy: sorted(seenBy),
          told: Object.fromEntries(
            Object.entries(told).map(([happened, who]) => [happened, sorted(who)] as const),
          ),
          readBy: Object.fromEntries(texts.map((text) => [text, sorted(readBy)])),
          catchUp: Object.fromEntries(Object.entries(catchUp).map(([who, lines]) => [who, sorted(lines)])),
        });
      });
    },
    /** Everybody looks at everything: what was done in one engagement has changed no other. */
    settle: (): void => {
      it('and nothing else has changed', async () => {
        story().touched.clear();
        const after = await story().look();
        expect(everybody.filter((who) => after.get(who)?.page !== before?.get(who)?.page)).toEqual([]);
        expect(toldIn(after, [])).toEqual({});
      });
    },
    /** Something is refused; what it changed all the same would show in the next step. */
    refused: (title: string, tell: () => Promise<unknown>, code: string): void => {
      it(title, async () => {
        expect(await tell()).toBe(code);
      });
    },
  };
};
export type Steps = ReturnType<typeof stepsOf>;
