import { expect } from '@jest/globals';
import { idOf, type Name } from './cast.ts';
import { type EngagementName } from './pages.ts';
import { type Steps } from './step.ts';
import { type Story, type Told } from './story.ts';

export const fields = 'engagement { id sessions { id } }';

/** What is done in the engagements of the story, each by its name. */
export const workOf = (story: Story) => {
  const go = (who: Name, name: EngagementName, mutation: string, input: object = {}, asked = fields) =>
    story.tell(who, mutation, asked, { engagementId: story.ids[name], ...input });
  /** Of what is known by its own id. */
  const change = (who: Name, mutation: string, input: object, asked: string) =>
    story.tell(who, mutation, asked, input);
  const refuse = (who: Name, name: EngagementName, mutation: string, input: object = {}) =>
    story.refused(who, mutation, { engagementId: story.ids[name], ...input });
  /** Schedules a session, and remembers it by a name. */
  const schedule = async (who: Name, name: EngagementName, session: string, input: object) => {
    const told = await go(who, name, 'scheduleSession', input);
    story.ids[session] = lastSessionOf(told);
  };
  return { go, change, refuse, schedule };
};

const lastSessionOf = (told: Told): string => {
  const { sessions } = told['engagement'] as { sessions: readonly { readonly id: string }[] };
  return sessions.at(-1)?.id ?? '';
};

/** The nth day of the story’s year, from nine to ten: nobody is in two sessions at once. */
export const onDay = (day: number) => {
  const at = (hour: number) => new Date(Date.UTC(2027, 0, day, hour)).toISOString();
  return { startsAt: at(9), endsAt: at(10) };
};

/** Client and coach meet before there is an agreement, and one of the matches does not hold. */
export const meet = (story: Story, { step, refused }: Steps): void => {
  const { go, refuse, schedule } = workOf(story);
  const ofTeam: readonly Name[] = ['lena', 'tomas', 'yuki'];

  step(
    'They meet to see whether they fit',
    () => schedule('amal', 'individual', 'chemistry', { kind: 'CHEMISTRY', ...onDay(4) }),
    { seenBy: ['amal', 'noor'], told: { SESSION_SCHEDULED: ['amal', 'noor'] } },
  );
  step(
    'and others see that there was a session',
    () => go('noor', 'individual', 'holdSession', { sessionId: story.ids['chemistry'] }),
    { seenBy: ['amal', 'noor', 'ines', 'kofi'], told: { SESSION_HELD: ['amal', 'noor'] } },
  );
  refused(
    'Whoever is in another engagement cannot tell that there is one',
    () => refuse('olga', 'individual', 'scheduleSession', { kind: 'CHEMISTRY', ...onDay(5) }),
    'ENGAGEMENT_NOT_FOUND',
  );
  step(
    'The team’s client asks another coach',
    () => go('lena', 'team', 'proposeCoach', { coachId: idOf('otto') }),
    { seenBy: ['lena', 'otto', 'kofi'], told: { COACH_PROPOSED: ['lena'] } },
  );
  step(
    'who accepts',
    () => {
      story.texts.push('to disagree early');
      return go('otto', 'team', 'acceptMatch');
    },
    {
      seenBy: [...ofTeam, 'otto', 'ines', 'kofi'],
      readBy: ['lena', 'otto'],
      told: {
        MATCH_CONFIRMED: [...ofTeam, 'otto', 'ines'],
        ENGAGEMENT_PROPOSED: ['otto'],
        MEMBERS_ADDED: ['otto'],
      },
    },
  );
  step(
    'After the first meeting the match does not hold, and he sees no more of it',
    async () => {
      await schedule('otto', 'team', 'team chemistry', { kind: 'CHEMISTRY', ...onDay(6) });
      await go('otto', 'team', 'holdSession', { sessionId: story.ids['team chemistry'] });
      story.texts.push('to disagree early');
      await story.tell('lena', 'declineMatch', 'engagementId', {
        engagementId: story.ids.team,
        coachId: idOf('otto'),
      });
    },
    {
      seenBy: [...ofTeam, 'otto', 'ines', 'kofi'],
      readBy: ['lena'],
      told: { SESSION_SCHEDULED: ofTeam, SESSION_HELD: ofTeam, MATCH_DECLINED: ['lena'] },
    },
  );
  step(
    'The program manager confirms another one',
    () => go('kofi', 'team', 'confirmMatch', { coachId: idOf('taro') }),
    {
      seenBy: [...ofTeam, 'taro', 'ines', 'kofi'],
      told: { MATCH_CONFIRMED: [...ofTeam, 'ines'] },
      catchUp: {
        taro: [
          ...['ENGAGEMENT_PROPOSED', 'MEMBERS_ADDED', 'MATCH_CONFIRMED', 'SESSION_SCHEDULED', 'SESSION_HELD'],
        ],
      },
    },
  );
  step(
    'and one for the organization',
    () => go('kofi', 'organization', 'confirmMatch', { coachId: idOf('noor') }),
    {
      seenBy: ['maja', 'rui', 'noor', 'oskar', 'kofi'],
      told: {
        MATCH_CONFIRMED: ['maja', 'rui', 'noor', 'oskar'],
        ENGAGEMENT_PROPOSED: ['noor'],
        MEMBERS_ADDED: ['noor'],
      },
    },
  );
  step(
    'Another client and another coach have an engagement of their own',
    async () => {
      const query = '{ engagements(as: CLIENT, first: 5) { edges { node { id } } } }';
      const { data } = await story.ask<{ engagements: { edges: { node: { id: string } }[] } }>('olga', query);
      const [only, ...more] = data?.engagements.edges ?? [];
      expect(more).toEqual([]);
      const engagementId = only?.node.id;
      await story.tell('kofi', 'confirmMatch', fields, { engagementId, coachId: idOf('otto') });
    },
    { seenBy: ['olga', 'otto', 'kofi'] },
  );
};
