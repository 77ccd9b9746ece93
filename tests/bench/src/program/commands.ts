import { demoTenant } from '@securebase/embedded';
import { type CommandContext } from '@securebase/domain-kit';
import { type ServiceDefinition } from '@securebase/service-kit';
import { type Wish } from './story.ts';

type CommandClass = new (data: object, context: CommandContext, facts?: object) => object;

/** Makes the service's own commands of what is wished. */
export const commandsOf = ({ deciders }: ServiceDefinition): ((wish: Wish) => object) => {
  const classes = new Map(
    deciders.flatMap(({ commands }) =>
      commands.map((each) => [each.name, each as unknown as CommandClass] as const),
    ),
  );
  return ({ type, data, facts, actorId, at, commandId }) => {
    const Class = classes.get(type);
    if (!Class) throw new Error(`The service has no command ${type}.`);
    const context = { tenantId: demoTenant, actorId, at, commandId, correlationId: commandId };
    return new Class(data, context, facts);
  };
};
