import { type Type } from '@nestjs/common';
import { Args, Directive, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { verifyChain } from '@securebase/event-sourcing';
import { CurrentContext, type RequestContext } from '../graphql/context.ts';
import { cursorOf, placeIn } from '../reading/cursor.ts';
import { TenantData } from '../reading/tenant-data.ts';

@ObjectType('AuditFault', { description: 'The first place where the log is not what its hash chain says.' })
@Directive('@shareable')
export class AuditFaultType {
  @Field(() => String, {
    description: 'EVENT_CHANGED, EVENT_REMOVED, EVENT_INSERTED or LINK_MISSING.',
  })
  code!: string;
  @Field(() => String, { description: 'The position of the link that does not fit.' }) position!: string;
}

@ObjectType('AuditStep', { description: 'What verifying a part of the tenant’s log came to.' })
@Directive('@shareable')
export class AuditStepType {
  @Field(() => Boolean, { description: 'Whether the whole log has been verified now.' }) complete!: boolean;
  @Field(() => String, { description: 'Events verified from the beginning up to here: a whole number.' })
  events!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'The hash of the last link. Keep it elsewhere: a log that was cut off does not have it any more.',
  })
  head!: string | null;
  @Field(() => String, { description: 'Where the next step begins: its `after`.' }) endCursor!: string;
  @Field(() => AuditFaultType, { nullable: true, description: 'Null while everything fits.' })
  fault!: AuditFaultType | null;
}

const order = 'audit position';

/** Verifies the log of a service against its hash chain, step by step: no step takes longer than a request may. */
export const auditResolver = (service: string): Type => {
  const field = service.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());

  @Resolver()
  class AuditResolver {
    readonly #data: TenantData;
    constructor(data: TenantData) {
      this.#data = data;
    }

    @Query(() => AuditStepType, {
      name: `${field}Audit`,
      description:
        'Compares a part of the tenant’s log with its hash chain; nothing of its content is shown.',
    })
    async audit(
      @Args('after', { type: () => String, nullable: true, description: 'Where the step before ended.' })
      after: string | null | undefined,
      @CurrentContext() { tenantId }: RequestContext,
    ): Promise<AuditStepType> {
      const from = after == null ? 0 : Number(placeIn(after, order).value);
      const step = await this.#data.as(tenantId, (manager) =>
        verifyChain((text, values) => manager.query<object[]>(text, values), tenantId, from),
      );
      return {
        complete: step.complete,
        events: String(step.events),
        head: step.head,
        endCursor: cursorOf(order, { value: step.reached, id: 'chain' }),
        fault: step.fault && { code: step.fault.code, position: String(step.fault.position) },
      };
    }
  }
  return AuditResolver;
};
