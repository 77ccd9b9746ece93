import { CommandBus } from '@nestjs/cqrs';
import { Rejected } from '@securebase/domain-kit';
import { commandsOf } from './commands.ts';
import { type Service } from './service.ts';
import { type Story, type Wish } from './story.ts';

export interface Told {
  readonly engagements: number;
  readonly today: number;
}

/** Every so manieth engagement is next, so that those of one coach are not all under way at once. */
const shuffled = (count: number): number[] => {
  const step = [7_919, 613, 7].find((prime) => count % prime !== 0) ?? 1;
  return Array.from({ length: count }, (_, index) => (index * step) % count);
};

/**
 * Sends every wish of a program's story through the command bus: several engagements at once, within each one wish after the
 * other. Nothing may be refused. Returns how many commands were carried out.
 */
export const carryOut = async (
  { definition, startApi }: Service,
  { programStory, engagementStory, perProgram }: Story,
  { engagements, today }: Told,
  atOnce: number,
): Promise<{ readonly commands: number; readonly run: () => Promise<void> }> => {
  const { app } = await startApi();
  const bus = app.get(CommandBus);
  const commandOf = commandsOf(definition);
  let commands = 0;
  const send = async (wish: Wish) => {
    try {
      await bus.execute(commandOf(wish) as never);
      commands++;
    } catch (error) {
      const code = error instanceof Rejected ? error.code : String(error);
      throw new Error(`${wish.type} was refused: ${code}`, { cause: error });
    }
  };
  for (let first = 0; first < engagements; first += perProgram)
    for (const wish of programStory(first / perProgram, today, Math.min(perProgram, engagements - first)))
      await send(wish);
  const waiting = shuffled(engagements);
  return {
    get commands() {
      return commands;
    },
    run: async () => {
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (let n = waiting.pop(); n !== undefined; n = waiting.pop())
            for (const wish of engagementStory(n, { today, whole: true })) await send(wish);
        }),
      );
    },
  };
};
