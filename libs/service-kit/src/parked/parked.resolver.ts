import { type Type } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { ParkedEvents, UnknownReadModel } from '@securebase/event-sourcing';
import { Fault } from '../edge/index.ts';
import { CurrentContext, type RequestContext } from '../graphql/context.ts';
import { InputValidation } from '../graphql/validation.ts';
import { ParkedEventType, parkedTypesOf } from './parked.types.ts';

interface Given {
  readonly projection: string;
  readonly stream: string;
}

const orRefuse = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnknownReadModel)
      throw new Fault('BAD_INPUT', 'This service has no such read model.', ['input', 'projection']);
    throw error;
  }
};

/** What administrators do about events that a read model of this service could not take. */
export const parkedResolver = (service: string): Type => {
  const prefix = service.replaceAll(/(^|-)([a-z])/g, (_match, _dash: string, letter: string) =>
    letter.toUpperCase(),
  );
  const field = `${prefix.charAt(0).toLowerCase()}${prefix.slice(1)}`;
  const { StreamInput, Payload } = parkedTypesOf(prefix);

  @Resolver()
  class ParkedResolver {
    readonly #parked: ParkedEvents;
    constructor(parked: ParkedEvents) {
      this.#parked = parked;
    }

    @Query(() => [ParkedEventType], {
      name: `${field}ParkedEvents`,
      description:
        'Events of the tenant that read models could not take, in the order in which they have to be taken.',
    })
    list(@CurrentContext() { tenantId }: RequestContext) {
      return this.#parked.list(tenantId);
    }

    @Mutation(() => Payload, {
      name: `retry${prefix}ParkedStream`,
      description: 'Takes the parked events of a stream again, in order.',
    })
    async retry(
      @Args('input', { type: () => StreamInput }, new InputValidation(StreamInput)) input: Given,
      @CurrentContext() context: RequestContext,
    ) {
      const done = await orRefuse(() => this.#parked.retry({ ...input, tenantId: context.tenantId }));
      return { done, left: await this.#left(input, context) };
    }

    @Mutation(() => Payload, {
      name: `skip${prefix}ParkedEvent`,
      description:
        'Gives up the first parked event of a stream, for good: no rebuild takes it either. What is behind it waits for a retry.',
    })
    async skip(
      @Args('input', { type: () => StreamInput }, new InputValidation(StreamInput)) input: Given,
      @CurrentContext() context: RequestContext,
    ) {
      const skipped = await orRefuse(() => this.#parked.skip({ ...input, tenantId: context.tenantId }));
      return { done: skipped ? 1 : 0, left: await this.#left(input, context) };
    }

    async #left({ projection, stream }: Given, { tenantId }: RequestContext) {
      const all = await this.#parked.list(tenantId, projection);
      return all.filter((each) => each.stream === stream);
    }
  }
  return ParkedResolver;
};
