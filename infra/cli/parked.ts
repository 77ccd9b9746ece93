import { Command } from 'commander';
import { services } from '@securebase/embedded';
import { connect, type ConnectionOptions, fieldOf, prefixOf, withConnection } from './connection.ts';

interface Parked {
  readonly projection: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly reason: string;
  readonly parkedAt: string;
}
interface Done {
  readonly result: { readonly done: number; readonly left: readonly Parked[] };
}
const fields = 'projection stream version type reason parkedAt';

const show = (events: readonly Parked[]) => {
  for (const { projection, stream, version, type, reason, parkedAt } of events)
    console.log(`${projection}  ${stream} v${version}  ${type}  ${reason}  since ${parkedAt}`);
};

const asAdmin = (command: Command) => {
  withConnection(command);
  command.setOptionValueWithSource('as', 'admin', 'default');
  return command;
};

const change = (name: string, mutation: (prefix: string) => string, description: string, did: string) =>
  asAdmin(
    new Command(name)
      .description(description)
      .argument('<service>', services.join(', '))
      .argument('<read-model>', 'such as engagement-view')
      .argument('<stream>', 'such as engagement-0198…'),
  ).action(async (service: string, projection: string, stream: string, options: ConnectionOptions) => {
    const api = await connect(options);
    const { result } = await api<Done>(
      `mutation ($input: ${prefixOf(service)}ParkedStreamInput!) { result: ${mutation(prefixOf(service))}(input: $input) { done left { ${fields} } } }`,
      { input: { projection, stream } },
    );
    console.log(`${result.done} ${did}; ${result.left.length} of the stream still wait.`);
    show(result.left);
  });

export const parkedCommand = (): Command =>
  new Command('parked')
    .description('Events that a read model could not take: they wait, with what comes later of their stream.')
    .addCommand(
      asAdmin(
        new Command('list').description('Lists them, in the order in which they have to be taken.'),
      ).action(async (options: ConnectionOptions) => {
        const api = await connect(options);
        for (const service of services) {
          const { events } = await api<{ events: readonly Parked[] }>(
            `{ events: ${fieldOf(service)}ParkedEvents { ${fields} } }`,
          );
          console.log(`${service}: ${events.length === 0 ? 'none' : events.length}`);
          show(events);
        }
      }),
    )
    .addCommand(
      change(
        'retry',
        (prefix) => `retry${prefix}ParkedStream`,
        'Takes the events of a stream again, in order.',
        'taken',
      ),
    )
    .addCommand(
      change(
        'skip',
        (prefix) => `skip${prefix}ParkedEvent`,
        'Gives up the first event of a stream, for good.',
        'given up',
      ),
    );
