import { describe, expect, it } from '@jest/globals';
import { type AssessmentsEvent, type SealedScores } from '@securebase/contracts';
import { open, seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import {
  administration,
  type AdministrationFacts,
  CloseAdministration,
  OpenAdministration,
  SubmitResponse,
} from './administration.ts';
import { administrationId, alliance, amal, as, campaignId, instrumentId, noor, opened } from './story.ts';

const given = specification(administration);
const facts: AdministrationFacts = {
  instrumentPublished: true,
  respondentKnown: true,
  subjectKnown: true,
  engagement: 'OPEN',
  mayAsk: true,
  campaign: { status: 'NONE' },
};
const openIt = (known: Partial<AdministrationFacts> = {}, change: Partial<OpenAdministration['data']> = {}) =>
  new OpenAdministration({ ...opened.data, ...change }, as(noor), { ...facts, ...known });
const answers = { 1: 4, 2: 1, 3: 5 };
const answer = (by = amal, given: Record<string, number> = answers) =>
  new SubmitResponse({ administrationId, answers: given }, as(by), { definition: alliance, imported: false });
const closing = { administrationId, reason: 'ENGAGEMENT_ENDED' } as const;
const close = new CloseAdministration(closing, as(noor), true);
const answered: AssessmentsEvent = {
  type: 'ResponseSubmitted',
  data: {
    ...opened.data,
    answers: seal(amal, answers),
    scores: seal(amal, [
      { scale: 'goal', answered: 2, items: 2, score: 4.5 },
      { scale: 'bond', answered: 1, items: 3, reason: 'TOO_FEW_ANSWERS' },
    ]),
  },
};
const closed: AssessmentsEvent = {
  type: 'AdministrationClosed',
  data: { administrationId, reason: 'ENGAGEMENT_ENDED' },
};

describe('An administration', () => {
  it('is opened for someone who answers about themselves', () => given().when(openIt()).then(opened));

  it('is not opened twice', () => given(opened).when(openIt()).rejects('ADMINISTRATION_ALREADY_OPENED'));

  it('does not say to who may not ask whether it was opened, or whom the tenant knows', () => {
    given(opened)
      .when(openIt({ mayAsk: false }))
      .rejects('UNKNOWN_ENGAGEMENT');
    given()
      .when(openIt({ mayAsk: false, respondentKnown: false }))
      .rejects('UNKNOWN_ENGAGEMENT');
  });

  it('does not say to whoever asks again whether it is answered', () =>
    given(opened, answered)
      .when(openIt({ campaign: { status: 'ALREADY_ANSWERED' } }))
      .rejects('ADMINISTRATION_ALREADY_OPENED'));

  it.each([
    ['UNKNOWN_PERSON', { respondentKnown: false }],
    ['UNKNOWN_PERSON', { subjectKnown: false }],
    ['UNKNOWN_ENGAGEMENT', { engagement: 'UNKNOWN' }],
    ['UNKNOWN_ENGAGEMENT', { mayAsk: false }],
    ['ENGAGEMENT_ENDED', { engagement: 'ENDED' }],
    ['CAMPAIGN_NOT_FOUND', { campaign: { status: 'UNKNOWN' } }],
    ['CAMPAIGN_CLOSED', { campaign: { status: 'CLOSED' } }],
    ['ALREADY_ANSWERED', { campaign: { status: 'ALREADY_ANSWERED' } }],
    ['INSTRUMENT_NOT_FOUND', { instrumentPublished: false }],
  ] as const)('is refused with %s', (code, known) => given().when(openIt(known)).rejects(code));

  it('takes instrument and occasion from its campaign', () => {
    const campaign = { status: 'OPEN', instrumentId, occasion: 'FOLLOW_UP', enrolled: true } as const;
    const data = { instrumentId: undefined, occasion: undefined, engagementId: undefined, campaignId };
    const { engagementId: _, ...rest } = opened.data;
    given()
      .when(openIt({ campaign, engagement: 'NONE' }, data))
      .then({ type: 'AdministrationOpened', data: { ...rest, campaignId, occasion: 'FOLLOW_UP' } });
    given().when(openIt({ campaign }, { campaignId })).rejects('CAMPAIGN_HAS_ANOTHER_OCCASION');
    given()
      .when(openIt({ campaign: { ...campaign, enrolled: false } }, data))
      .rejects('RESPONDENT_NOT_IN_COHORT');
  });

  it('needs an instrument and an occasion, or a campaign', () =>
    given()
      .when(openIt({}, { occasion: undefined }))
      .rejects('INSTRUMENT_OR_CAMPAIGN_NEEDED'));

  it('is of a perspective that fits who answers about whom', () => {
    given()
      .when(openIt({}, { perspective: 'COACH' }))
      .rejects('PERSPECTIVE_DOES_NOT_FIT');
    given()
      .when(openIt({}, { respondentId: noor }))
      .rejects('PERSPECTIVE_DOES_NOT_FIT');
  });

  it('takes the answer of its respondent, scored and sealed', () =>
    given(opened).when(answer()).then(answered));

  it('seals scores for the one who answered', () => {
    const sealed = answered.data.scores;
    expect(sealed.subject).toBe(amal);
    expect(open<SealedScores>(sealed)).toHaveLength(2);
  });

  it('takes no answer of anybody else', () =>
    given(opened).when(answer(noor)).rejects('ADMINISTRATION_NOT_FOUND'));

  it('is answered once, be it in person or by a sheet of a file', () => {
    given(opened, answered).when(answer()).rejects('ALREADY_ANSWERED');
    const late = new SubmitResponse({ administrationId, answers }, as(amal), {
      definition: alliance,
      imported: true,
    });
    given(opened).when(late).rejects('ALREADY_ANSWERED');
  });

  it('refuses answers outside the range, to unknown items, or none', () => {
    given(opened)
      .when(answer(amal, { 1: 9 }))
      .rejects('ANSWER_OUT_OF_RANGE');
    given(opened)
      .when(answer(amal, { 9: 1 }))
      .rejects('UNKNOWN_ITEM');
    given(opened).when(answer(amal, {})).rejects('NO_ANSWERS');
  });

  it('takes no answer once it is closed, or before it is opened', () => {
    given(opened, closed).when(answer()).rejects('ADMINISTRATION_CLOSED');
    given().when(answer()).rejects('ADMINISTRATION_NOT_FOUND');
  });

  it('closes while it is open, and shrugs when nothing is left to close', () => {
    given(opened).when(close).then(closed);
    given(opened, answered).when(close).then();
    given(opened, closed).when(close).then();
    given().when(close).rejects('ADMINISTRATION_NOT_FOUND');
  });

  it('is not closed by just anybody', () =>
    given(opened)
      .when(new CloseAdministration(closing, as(amal)))
      .rejects('ADMINISTRATION_NOT_FOUND'));
});
