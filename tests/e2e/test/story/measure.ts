import { expect, it } from '@jest/globals';
import { eventually } from '@securebase/testing';
import { pair } from './agree.ts';
import { idOf, type Name } from './cast.ts';
import { made } from './draft.ts';
import { type Steps } from './step.ts';
import { type Story } from './story.ts';

interface Summaries {
  readonly campaigns: {
    readonly edges: readonly {
      readonly node: {
        readonly cohort: {
          readonly assessmentSummaries: readonly { readonly scales: readonly object[] }[];
        };
      };
    }[];
  };
}

/** What is measured before the work, and what of it is for others. */
export const measure = (story: Story, { step, refused }: Steps): void => {
  const answers = [2, 3].map((answer, at) => ({ item: at === 0 ? 'cope-a' : 'cope-b', answer }));
  const open = async (who: Name, input: object) =>
    made(await story.tell(who, 'openAdministration', 'administration { id }', input), 'administration');
  const submit = (who: Name, administrationId: string) =>
    story.tell(who, 'submitResponse', 'administration { id }', { administrationId, answers });

  step(
    'The coach asks for the baseline',
    async () => {
      const engagementId = story.ids.individual;
      story.ids['baseline'] = await eventually(() =>
        open('noor', {
          instrumentId: story.ids['instrument'],
          occasion: 'BASELINE',
          engagementId,
          respondentId: idOf('amal'),
        }),
      );
    },
    { seenBy: pair },
  );
  step(
    'The client answers; what it comes to the agreement shares with the sponsor',
    () => submit('amal', story.ids['baseline'] ?? ''),
    { seenBy: [...pair, 'ines'] },
  );
  step(
    'and lets the coach see the scores, and not the answers',
    () =>
      story.tell('amal', 'giveConsent', 'consent { id }', {
        engagementId: story.ids.individual,
        purpose: 'COACH_SEES_SCORES',
        textVersion: 1,
      }),
    { seenBy: ['noor'] },
  );
  it('What was answered is for the client, what it comes to for the coach, too, and neither for others', async () => {
    const query = 'query ($id: ID!) { administration(id: $id) { answers { answer } scores { score } } }';
    const seen = async (who: Name) => {
      const { data } = await story.ask<{ administration: object | null }>(who, query, {
        id: story.ids['baseline'],
      });
      return data?.administration ?? null;
    };
    const scores = [{ score: 2.5 }];
    expect(await seen('amal')).toEqual({ answers: [{ answer: 2 }, { answer: 3 }], scores });
    expect(await seen('noor')).toEqual({ answers: null, scores });
    for (const who of [
      'taro',
      'otto',
      'ines',
      'leo',
      'kofi',
      'rafa',
      'sven',
      'ada',
      'olga',
      'lena',
    ] as const) {
      const found = (await seen(who)) as { answers: unknown; scores: unknown } | null;
      expect([who, found?.answers ?? null, found?.scores ?? null]).toEqual([who, null, null]);
    }
  });
  step(
    'A cohort is asked, too',
    async () => {
      story.ids['campaign'] = made(
        await story.tell('kofi', 'openCampaign', 'campaign { id }', {
          instrumentId: story.ids['instrument'],
          cohortId: story.ids['cohort'],
          occasion: 'MIDPOINT',
        }),
        'campaign',
      );
      for (const who of ['amal', 'olga'] as const)
        await submit(who, await open('kofi', { campaignId: story.ids['campaign'], respondentId: idOf(who) }));
    },
    { seenBy: ['anna', 'amal', 'olga'] },
  );
  it('Of so few people nothing is said, to nobody', async () => {
    const query = `{ campaigns(first: 5) { edges { node { cohort {
      assessmentSummaries { scales { scale n mean sd withheld } } } } } } }`;
    for (const who of ['anna', 'kofi'] as const)
      await eventually(async () => {
        const { data } = await story.ask<Summaries>(who, query);
        const [summary] = data?.campaigns.edges[0]?.node.cohort.assessmentSummaries ?? [];
        expect(summary?.scales).toEqual([
          { scale: 'cope', n: null, mean: null, sd: null, withheld: 'TOO_FEW_PEOPLE' },
        ]);
      });
    for (const who of ['ines', 'noor', 'amal', 'ella', 'stranger'] as const) {
      const { data } = await story.ask<Summaries>(who, query);
      expect(JSON.stringify(data ?? null)).not.toContain('cope');
    }
  });
  refused(
    'What decides whether something has changed does not change after the baseline',
    () =>
      story.refused('noor', 'amendAgreement', {
        engagementId: story.ids.individual,
        sessions: 10,
        objectives: 'to measure something else',
        terms: { measures: [] },
      }),
    'MEASURES_FIXED',
  );
};
