import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, personAs, type Role, tokenFor } from '@securebase/testing';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
/** Coaches in one engagement, and is the client in another. */
let kim: string;
let [coaching, coached, team] = ['', '', ''];

const propose = async (clientId: string, coachId: string, kind = 'INDIVIDUAL'): Promise<string> => {
  const { engagement } = await rig.mutate('PROGRAM_MANAGER', 'proposeEngagement', 'engagement { id }', {
    ...{ kind, clientId, sponsorId: personAs('SPONSOR') },
    purpose: `of ${clientId}`,
  });
  const match = { engagementId: engagement.id, coachId };
  await rig.mutate('PROGRAM_MANAGER', 'confirmMatch', 'engagement { id }', match);
  return engagement.id;
};
/** Of the last of what everything here begins with. */
let begun: string;
const as = async <T>(person: string, role: Role, query: string): Promise<T> =>
  ask<T>(rig.url, query, {}, { token: await tokenFor(role, { subject: person }), readAfter: begun });

beforeAll(async () => {
  rig = await startRig();
  const { person } = await rig.mutate('ADMIN', 'registerPerson', 'person { id }', {
    ...{ name: 'Kim', email: 'kim@example.org', reference: 'kim' },
  });
  kim = person.id;
  await rig.mutate('ADMIN', 'assignRoles', 'person { id }', { personId: kim, roles: ['COACH', 'CLIENT'] });
  coaching = await propose(personAs('CLIENT'), kim);
  coached = await propose(kim, personAs('COACH'));
  team = await propose(personAs('CLIENT'), personAs('COACH'), 'TEAM');
  const members = { engagementId: team, personIds: [kim] };
  begun = (await rig.mutate('PROGRAM_MANAGER', 'addMembers', 'engagement { id }', members)).token;
});
afterAll(() => rig.stop());

interface Found {
  readonly engagements: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly purpose: string | null } }[];
  };
}
const found = (party: string) => `{ engagements(first: 10, as: ${party}) { edges { node { id purpose } } } }`;
const only = (id: string, purpose: string) => ({ engagements: { edges: [{ node: { id, purpose } }] } });

describe('Somebody with several roles', () => {
  it('is the coach in one engagement and the client in another, and sees each as what they are there', async () => {
    const ofClient = only(coaching, `of ${personAs('CLIENT')}`);
    expect(await as<Found>(kim, 'CLIENT', found('COACH'))).toEqual(ofClient);
    expect(await as<Found>(kim, 'CLIENT', found('CLIENT'))).toEqual(only(coached, `of ${kim}`));
  });

  it('does there what is for that party alone', async () => {
    const draft = (id: string) =>
      as(
        kim,
        'CLIENT',
        `mutation { draftAgreement(input: { engagementId: "${id}", sessions: 4, objectives: "rest" }) { token } }`,
      );
    await draft(coaching);
    await expect(draft(coached)).rejects.toThrow('NOT_FOR_THIS_PARTY');
  });

  it('finds a team that they belong to, and nothing in it that is somebody else’s', async () => {
    const query = `{ engagement(id: "${team}") { kind purpose objectives practiceKnowsClient client { name email } } }`;
    expect(await as(kim, 'CLIENT', query)).toEqual({
      engagement: {
        ...{ kind: 'TEAM', purpose: null, objectives: null, practiceKnowsClient: null },
        client: { name: 'The client', email: null },
      },
    });
    const mine = '{ engagements(as: MEMBER) { edges { node { id } } } }';
    expect(await as(kim, 'CLIENT', mine)).toEqual({ engagements: { edges: [{ node: { id: team } }] } });
    expect(await as(personAs('CLIENT'), 'CLIENT', mine)).toEqual({ engagements: { edges: [] } });
  });
});
