import { type AssessmentsEvent, type InstrumentDefinition } from '@securebase/contracts';
import { type CommandContext, seal } from '@securebase/domain-kit';

/** The people of the specifications: Amal is coached by Noor; Noor asks Amal how the work together goes. */
export const amal = '6f1f7b3e-0000-4000-8000-00000000000a';
export const noor = '6f1f7b3e-0000-4000-8000-00000000000b';
export const instrumentId = '6f1f7b3e-0000-4000-8000-0000000000a1';
export const engagementId = '6f1f7b3e-0000-4000-8000-0000000000e1';
export const administrationId = '6f1f7b3e-0000-4000-8000-0000000000d1';
export const campaignId = '6f1f7b3e-0000-4000-8000-0000000000c1';
export const cohortId = '6f1f7b3e-0000-4000-8000-0000000000c2';
export const programId = '6f1f7b3e-0000-4000-8000-0000000000c3';

export const as = (actorId: string): CommandContext => ({
  tenantId: '6f1f7b3e-0000-4000-8000-000000000001',
  actorId,
  at: new Date('2026-11-23T09:00:00Z'),
  commandId: '6f1f7b3e-0000-4000-8000-0000000000f1',
  correlationId: 'specification',
});

/** Five items rated 1 to 5, the second counts the other way round, in two scales. */
export const alliance: InstrumentDefinition = {
  items: ['1', '2', '3', '4', '5'],
  range: { min: 1, max: 5 },
  reversed: ['2'],
  scales: [
    { code: 'goal', items: ['1', '2'], scoring: { method: 'MEAN' }, better: 'HIGHER' },
    { code: 'bond', items: ['3', '4', '5'], scoring: { method: 'SUM' }, better: 'HIGHER' },
  ],
};

type Of<T extends AssessmentsEvent['type']> = Extract<AssessmentsEvent, { type: T }>;

export const published: Of<'InstrumentPublished'> = {
  type: 'InstrumentPublished',
  data: {
    instrumentId,
    code: 'alliance',
    instrumentVersion: '1',
    name: seal(instrumentId, 'How we work together'),
    definition: alliance,
  },
};
export const opened: Of<'AdministrationOpened'> = {
  type: 'AdministrationOpened',
  data: {
    administrationId,
    instrumentId,
    engagementId,
    respondentId: amal,
    subjectId: amal,
    occasion: 'BASELINE',
    perspective: 'SELF',
  },
};
export const campaignOpened: Of<'CampaignOpened'> = {
  type: 'CampaignOpened',
  data: { campaignId, instrumentId, programId, cohortId, occasion: 'BASELINE' },
};
