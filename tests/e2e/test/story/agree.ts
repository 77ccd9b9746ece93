import { idOf, type Name } from './cast.ts';
import { meet, onDay, workOf } from './meet.ts';
import { type EngagementName } from './pages.ts';
import { type Steps } from './step.ts';
import { type Story } from './story.ts';

export const pair: readonly Name[] = ['amal', 'noor'];
export const parties: readonly Name[] = [...pair, 'ines'];
/** Those of the team who take part. */
export const ofTeam: readonly Name[] = ['lena', 'tomas', 'yuki', 'taro'];
export const ofOrganization: readonly Name[] = ['maja', 'rui', 'noor'];
/** Whom the hours of a program concern. */
const hours: readonly Name[] = ['kofi', 'ada'];

/** What is agreed on, by every party, before there is coaching. */
export const agree = (story: Story, steps: Steps): void => {
  meet(story, steps);
  draft(story, steps);
  sign(story, steps);
  others(story, steps);
  amend(story, steps);
};

const attendance = { item: 'ATTENDANCE', with: ['SPONSOR', 'LINE_MANAGER'] };
const objectives = { item: 'OBJECTIVES', with: ['SPONSOR'] };
const measures = (story: Story) => [
  {
    instrumentId: story.ids['instrument'],
    scale: 'cope',
    perspectives: [{ perspective: 'SELF', raters: 1 }],
    delta: 0.5,
  },
];
const termsOf = (story: Story, shares: readonly object[]) => ({
  minutesPerSession: 60,
  noticeHours: 48,
  shares,
  measures: measures(story),
  lineManagerIds: [idOf('leo')],
});

const draft = (story: Story, { step, refused }: Steps): void => {
  const { go, refuse } = workOf(story);
  step(
    'The coach drafts an agreement, with what is shared, item by item',
    () =>
      go('noor', 'individual', 'draftAgreement', {
        sessions: 8,
        objectives: 'to say what is not finished',
        terms: termsOf(story, [attendance]),
      }),
    { seenBy: [...parties, 'kofi'], readBy: pair, told: { AGREEMENT_DRAFTED: parties } },
  );
  step(
    'The client signs; its hours are reserved',
    () => go('amal', 'individual', 'signAgreement', { agreementVersion: 1, party: 'CLIENT' }),
    { seenBy: [...parties, ...hours], told: { AGREEMENT_SIGNED: parties } },
  );
  step(
    'It is drafted anew, and signatures begin anew',
    () =>
      go('noor', 'individual', 'draftAgreement', {
        sessions: 8,
        objectives: 'to ask for help in time',
        terms: termsOf(story, [attendance, objectives]),
        expectedVersion: 1,
      }),
    { seenBy: [...parties, 'kofi'], readBy: pair, told: { AGREEMENT_DRAFTED: parties } },
  );
  refused(
    'Nobody signs what is not the newest',
    () => refuse('amal', 'individual', 'signAgreement', { agreementVersion: 1, party: 'CLIENT' }),
    'AGREEMENT_VERSION_OUTDATED',
  );
  refused(
    'and nobody for another party',
    () => refuse('ines', 'individual', 'signAgreement', { agreementVersion: 2, party: 'CLIENT' }),
    'NOT_THE_SIGNATORY',
  );
  refused(
    'whether or not there is one, for whoever has no part in it',
    () => refuse('oskar', 'individual', 'signAgreement', { agreementVersion: 2, party: 'SPONSOR' }),
    'ENGAGEMENT_NOT_FOUND',
  );
};

const sign = (story: Story, { step, refused }: Steps): void => {
  const { go, refuse } = workOf(story);
  const signs = (who: Name, party: string) =>
    go(who, 'individual', 'signAgreement', { agreementVersion: 2, party });
  step('The client signs the new one', () => signs('amal', 'CLIENT'), {
    seenBy: [...parties, 'kofi'],
    told: { AGREEMENT_SIGNED: parties },
  });
  step('The coach signs it', () => signs('noor', 'COACH'), {
    seenBy: [...parties, 'kofi'],
    told: { AGREEMENT_SIGNED: parties },
  });
  refused(
    'There is no coaching before all have signed',
    () => refuse('noor', 'individual', 'scheduleSession', { kind: 'COACHING', ...onDay(11) }),
    'SESSION_NOT_IN_THIS_PHASE',
  );
  refused(
    'and the work does not begin',
    () => refuse('noor', 'individual', 'startEngagement'),
    'ENGAGEMENT_NOT_IN_THIS_PHASE',
  );
  step(
    'The sponsor signs it: it is in force, and shared is what it says with whom it says',
    () => {
      story.texts.push('to ask for help in time');
      return signs('ines', 'SPONSOR');
    },
    {
      seenBy: [...parties, 'leo', ...hours],
      readBy: parties,
      told: { AGREEMENT_SIGNED: parties, ENGAGEMENT_CONTRACTED: parties },
    },
  );
  step('The work begins', () => go('noor', 'individual', 'startEngagement'), {
    seenBy: [...parties, 'kofi'],
    told: { ENGAGEMENT_STARTED: parties },
  });
};

/** The team and the organization agree on something, too. */
const others = (story: Story, { step }: Steps): void => {
  const { go } = workOf(story);
  const agreed = async (name: EngagementName, by: readonly [Name, Name, Name], terms: object) => {
    const [client, coach, sponsor] = by;
    await go(coach, name, 'draftAgreement', { sessions: 6, objectives: `what the ${name} wants`, terms });
    for (const [who, party] of [
      [client, 'CLIENT'],
      [coach, 'COACH'],
      [sponsor, 'SPONSOR'],
    ] as const)
      await go(who, name, 'signAgreement', { agreementVersion: 1, party });
    await go(coach, name, 'startEngagement');
  };
  const told = (names: readonly Name[]) => ({
    AGREEMENT_DRAFTED: names,
    AGREEMENT_SIGNED: names,
    ENGAGEMENT_CONTRACTED: names,
    ENGAGEMENT_STARTED: names,
  });
  step(
    'The team agrees, and shares its goals',
    () =>
      agreed('team', ['lena', 'taro', 'ines'], {
        shares: [
          { item: 'GOALS', with: ['SPONSOR'] },
          { item: 'ATTENDANCE', with: ['SPONSOR'] },
        ],
      }),
    { seenBy: [...ofTeam, 'ines', ...hours], readBy: ['lena', 'taro'], told: told([...ofTeam, 'ines']) },
  );
  step(
    'The organization agrees, and shares nothing',
    () => agreed('organization', ['maja', 'noor', 'oskar'], {}),
    {
      seenBy: [...ofOrganization, 'oskar', ...hours],
      readBy: ['maja', 'noor'],
      told: told([...ofOrganization, 'oskar']),
    },
  );
  step(
    'and lets another coach in, who reads what there was',
    () => {
      story.texts.push('what the organization wants');
      return go('maja', 'organization', 'addCoach', { coachId: idOf('taro') });
    },
    {
      seenBy: [...ofOrganization, 'taro', 'oskar', 'kofi'],
      readBy: ['maja', 'noor', 'taro'],
      told: { COACH_ADDED: [...ofOrganization, 'oskar'] },
      catchUp: {
        taro: [
          ...['ENGAGEMENT_PROPOSED', 'MEMBERS_ADDED', 'MATCH_CONFIRMED', 'AGREEMENT_DRAFTED'],
          ...['AGREEMENT_SIGNED', 'ENGAGEMENT_CONTRACTED', 'ENGAGEMENT_STARTED', 'COACH_ADDED'],
        ],
      },
    },
  );
};

const amend = (story: Story, { step, refused }: Steps): void => {
  const { go, refuse } = workOf(story);
  const shares = [
    attendance,
    { item: 'OBJECTIVES', with: ['SPONSOR', 'LINE_MANAGER'] },
    { item: 'GOALS', with: ['SPONSOR'] },
    { item: 'ASSESSMENT_SUMMARY', with: ['SPONSOR'] },
  ];
  const amended = (more: object = {}) => ({
    sessions: 10,
    objectives: 'to ask and to answer',
    terms: { ...termsOf(story, shares), ...more },
  });
  const signs = (who: Name, party: string) =>
    go(who, 'individual', 'signAgreement', { agreementVersion: 3, party });
  refused(
    'What will decide whether something has changed stays',
    () => refuse('noor', 'individual', 'amendAgreement', amended({ measures: [] })),
    'MEASURES_FIXED',
  );
  step('The coach amends the agreement', () => go('noor', 'individual', 'amendAgreement', amended()), {
    seenBy: [...parties, 'kofi'],
    readBy: pair,
    told: { AGREEMENT_AMENDED: parties },
  });
  step(
    'Two sign it: the old one holds',
    async () => {
      await signs('amal', 'CLIENT');
      await signs('noor', 'COACH');
    },
    { seenBy: [...parties, ...hours], told: { AGREEMENT_SIGNED: parties } },
  );
  step(
    'All have signed it: the new one holds, and the line manager sees more',
    () => {
      story.texts.push('to ask and to answer');
      return signs('ines', 'SPONSOR');
    },
    {
      seenBy: [...parties, 'leo', ...hours],
      readBy: [...parties, 'leo'],
      told: { AGREEMENT_SIGNED: parties, AMENDMENT_AGREED: parties },
    },
  );
};
