import { type ArgumentMetadata, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { Fault } from '../edge/index.ts';
import { quickCheckOf } from './quick-validation.ts';

const plain = new Set<unknown>([String, Number, Boolean, Array, Object, Date]);

/** The first broken rule, and the path to it. */
const firstOf = (error: ValidationError, path: readonly string[]): Fault => {
  const here = [...path, error.property];
  const [rule] = Object.values(error.constraints ?? {});
  const [child] = error.children ?? [];
  if (rule === undefined && child) return firstOf(child, here);
  return new Fault('BAD_INPUT', rule, here);
};

/** Makes an input an instance of its class and checks what its class's decorators ask. @throws Fault BAD_INPUT */
export class InputValidation implements PipeTransform {
  readonly #input: Type | undefined;
  readonly #quick = new Map<Type, ReturnType<typeof quickCheckOf> | false>();
  /** @param input the class, where the method's signature does not say it */
  constructor(input?: Type) {
    this.#input = input;
  }

  transform(value: unknown, { metatype: declared, type, data }: ArgumentMetadata): unknown {
    const metatype = this.#input ?? declared;
    if (type === 'custom' || !metatype || plain.has(metatype) || value === null || typeof value !== 'object')
      return value;
    const instance = plainToInstance(metatype, value) as object;
    let quick = this.#quick.get(metatype);
    if (quick === undefined) this.#quick.set(metatype, (quick = quickCheckOf(metatype) ?? false));
    if (quick && quick(instance as Record<string, unknown>)) return instance;
    const [error] = validateSync(instance, { forbidUnknownValues: false, stopAtFirstError: true });
    if (error) throw firstOf(error, data === undefined ? [] : [data]);
    return instance;
  }
}
