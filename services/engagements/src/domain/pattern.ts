import { type EngagementsEvent } from '@securebase/contracts';
import { type Beside, type Decider, ensure, seal } from '@securebase/domain-kit';
import { type About } from './experiment.ts';
import { ChangeWork, ensureOwn, type OfEngagement, type OfPerson, whose, WorkCommand } from './work.ts';

export type PatternEvent = Extract<
  EngagementsEvent,
  {
    type: 'PatternNamed' | 'PatternRevised' | 'AlternativeFormed' | 'AlternativeRevised' | 'AlternativeTried';
  }
>;

interface OfPattern extends OfEngagement {
  readonly patternId: string;
}
interface Narrative {
  readonly trigger: string;
  readonly expectation: string;
  readonly protectiveStrategy: string;
}
export class NamePattern extends WorkCommand<OfPattern & About & Narrative> {
  readonly type = 'NamePattern';
}
abstract class ChangePattern<D extends OfPattern & About> extends ChangeWork<D> {
  override readonly hidden = ['PATTERN_NOT_FOUND', 'patternId'] as const;
}
export class RevisePattern extends ChangePattern<OfPattern & About & Narrative> {
  readonly type = 'RevisePattern';
}
export class FormAlternative extends ChangePattern<
  OfPattern & About & { alternativeId: string; goalId?: string | undefined; alternative: string }
> {
  readonly type = 'FormAlternative';
}
export class ReviseAlternative extends ChangePattern<
  OfPattern & About & { alternativeId: string; alternative: string }
> {
  readonly type = 'ReviseAlternative';
}
export class TryAlternative extends ChangePattern<
  OfPattern & About & { alternativeId: string; happened: string }
> {
  readonly type = 'TryAlternative';
}
type PatternCommand = NamePattern | RevisePattern | FormAlternative | ReviseAlternative | TryAlternative;

/** Undefined before it is named. */
export type Pattern = (OfPerson & { readonly alternatives: ReadonlySet<string> }) | undefined;

const narrativeOf = (aboutId: string, { trigger, expectation, protectiveStrategy }: Narrative) => ({
  trigger: seal(aboutId, trigger),
  expectation: seal(aboutId, expectation),
  protectiveStrategy: seal(aboutId, protectiveStrategy),
});

const decide = (command: PatternCommand, pattern: Pattern, beside: Beside = {}): PatternEvent[] => {
  const { engagementId, patternId } = command.data;
  if (command.type === 'NamePattern') {
    ensure(!pattern, 'PATTERN_ALREADY_NAMED');
    ensureOwn(command, command.data, beside, 'NOT_FOR_THIS_PARTY');
    const { aboutId } = command.data;
    const data = { engagementId, patternId, aboutId, ...narrativeOf(aboutId, command.data) };
    return [{ type: 'PatternNamed', data }];
  }
  ensure(pattern, 'PATTERN_NOT_FOUND', ['input', 'patternId']);
  ensureOwn(command, pattern, beside, 'PATTERN_NOT_FOUND');
  const { aboutId } = pattern;
  const of = { engagementId, patternId, aboutId };
  switch (command.type) {
    case 'RevisePattern':
      return [{ type: 'PatternRevised', data: { ...of, ...narrativeOf(aboutId, command.data) } }];
    case 'FormAlternative': {
      const { alternativeId, goalId, alternative } = command.data;
      ensure(!pattern.alternatives.has(alternativeId), 'ALTERNATIVE_ALREADY_FORMED');
      const goal = goalId === undefined ? {} : { goalId };
      const words = { alternative: seal(aboutId, alternative) };
      return [{ type: 'AlternativeFormed', data: { ...of, alternativeId, ...goal, ...words } }];
    }
    case 'ReviseAlternative': {
      const { alternativeId, alternative } = command.data;
      ensure(pattern.alternatives.has(alternativeId), 'ALTERNATIVE_NOT_FOUND', ['input', 'alternativeId']);
      const words = { alternative: seal(aboutId, alternative) };
      return [{ type: 'AlternativeRevised', data: { ...of, alternativeId, ...words } }];
    }
    case 'TryAlternative': {
      const { alternativeId, happened } = command.data;
      ensure(pattern.alternatives.has(alternativeId), 'ALTERNATIVE_NOT_FOUND', ['input', 'alternativeId']);
      return [
        { type: 'AlternativeTried', data: { ...of, alternativeId, happened: seal(aboutId, happened) } },
      ];
    }
  }
};

const evolve = (pattern: Pattern, event: PatternEvent): Pattern => {
  if (event.type === 'PatternNamed') return { ...whose(event), alternatives: new Set() };
  if (!pattern) return pattern;
  switch (event.type) {
    case 'PatternRevised':
    case 'AlternativeRevised':
    case 'AlternativeTried':
      return pattern;
    case 'AlternativeFormed':
      return { ...pattern, alternatives: new Set([...pattern.alternatives, event.data.alternativeId]) };
  }
};

export const patternCommands = [
  NamePattern,
  RevisePattern,
  FormAlternative,
  ReviseAlternative,
  TryAlternative,
] as const;

/** Patterns of the working model, and the other ways that are found. */
export const pattern: Decider<PatternCommand, PatternEvent, Pattern> = {
  name: 'pattern',
  commands: patternCommands,
  streamId: (command) => command.data.patternId,
  initialState: undefined,
  decide,
  evolve,
};
