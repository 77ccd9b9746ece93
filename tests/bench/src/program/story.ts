// What happens in a program, as commands: told where the service's own tests tell it.
import { join } from 'node:path';

/** A command as data. */
export interface Wish {
  readonly type: string;
  readonly data: object;
  readonly facts?: object;
  readonly actorId: string;
  readonly at: Date;
  readonly commandId: string;
}

export type Numbered = 'tenant' | 'program' | 'cohort' | 'coach' | 'engagement';

export interface Story {
  readonly engagementStory: (n: number, telling: { today: number; whole: boolean }) => readonly Wish[];
  readonly programStory: (program: number, today: number, engagements?: number) => readonly Wish[];
  readonly idOf: (by: Numbered, number: number, what: string) => string;
  readonly anyId: RegExp;
  readonly numberedBy: (mark: string) => Numbered;
  readonly perProgram: number;
  readonly perProgramOf: (by: Numbered) => number;
  readonly numberOf: (engagement: number, by: Numbered) => number;
}

const folder = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  '..',
  'services',
  'engagements',
  'test',
  'program',
);

export const loadStory = async (): Promise<Story> =>
  Object.assign(
    {},
    ...(await Promise.all(
      ['engagement', 'program', 'ids'].map((file) => import(join(folder, `${file}.ts`)) as Promise<object>),
    )),
  ) as Story;
