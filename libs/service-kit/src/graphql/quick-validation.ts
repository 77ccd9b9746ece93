import { type Type } from '@nestjs/common';
import { getMetadataStorage, ValidationTypes } from 'class-validator';

type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];
type Input = Readonly<Record<string, unknown>>;
type Rule = (input: Input) => boolean;

const conditionOf = ({ constraints, propertyName }: Metadata): Rule => {
  const condition = (constraints as unknown[])[0] as (input: Input, value: unknown) => boolean;
  return (input) => condition(input, input[propertyName]);
};

/** One decorator as a function; undefined for one that needs class-validator itself. */
const ruleOf = (metadata: Metadata, target: Type): Rule | undefined => {
  const { propertyName: property, each, constraints } = metadata;
  const found = getMetadataStorage().getTargetValidatorConstraints(metadata.constraintCls);
  const [constraint] = found;
  if (metadata.type !== ValidationTypes.CUSTOM_VALIDATION || !constraint || constraint.async)
    return undefined;
  const { instance } = constraint;
  const holds = (object: Input, value: unknown) =>
    instance.validate(value, {
      targetName: target.name,
      property,
      object,
      value,
      constraints: constraints as unknown[],
    }) === true;
  return each
    ? (input) => {
        const values = input[property];
        return Array.isArray(values) && values.every((value) => holds(input, value));
      }
    : (input) => holds(input, input[property]);
};

/**
 * The decorators of an input class as one function that says whether all of them hold: class-validator looks them up anew
 * at every call, which costs more than the rules. `undefined` for a class with nested inputs or slow rules.
 */
export const quickCheckOf = (target: Type): Rule | undefined => {
  const metadatas = getMetadataStorage().getTargetValidationMetadatas(target, '', false, false);
  const checks: Rule[] = [];
  for (const [, ofProperty] of Map.groupBy(metadatas, ({ propertyName }) => propertyName)) {
    const isCondition = ({ type }: Metadata) => type === ValidationTypes.CONDITIONAL_VALIDATION;
    const conditions = ofProperty.filter(isCondition).map(conditionOf);
    for (const metadata of ofProperty.filter((each) => !isCondition(each))) {
      const rule = metadata.validateIf ? undefined : ruleOf(metadata, target);
      if (!rule) return undefined;
      checks.push((input) => !conditions.every((applies) => applies(input)) || rule(input));
    }
  }
  return (input) => checks.every((holds) => holds(input));
};
