import { describe, expect, it } from '@jest/globals';
import { type AssessmentsEvent, type SealedScores } from '@securebase/contracts';
import { open } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import { campaign, CloseCampaign, ImportSheets, OpenCampaign, type Sheet } from './campaign.ts';
import { alliance, amal, as, campaignId, campaignOpened, noor, programId } from './story.ts';

const given = specification(campaign);
const { programId: _, ...opening } = campaignOpened.data;
const openIt = (facts = { instrumentPublished: true, programId: programId as string | undefined }) =>
  new OpenCampaign({ ...opening, cohortId: opening.cohortId ?? '' }, as(noor), facts);
const close = new CloseCampaign({ campaignId }, as(noor));
const closed: AssessmentsEvent = { type: 'CampaignClosed', data: { campaignId } };
const sheet = (n: number): Sheet => ({
  administrationId: `sheet-${n}`,
  respondentId: amal,
  answers: { 1: 4, 2: 1 },
});
const importing = (sheets: Sheet[]) =>
  new ImportSheets({ campaignId, definition: alliance, sheets }, as(noor));
const imported = (sheets: number) => {
  const events = campaign.decide(
    importing(Array.from({ length: sheets }, (_, n) => sheet(n))),
    campaign.evolve(campaign.initialState, campaignOpened),
  );
  return events.flatMap((event) => (event.type === 'ResponsesImported' ? [event.data] : []));
};

describe('A campaign', () => {
  it('is opened for a known cohort and a published instrument', () => {
    given().when(openIt()).then(campaignOpened);
    given()
      .when(openIt({ instrumentPublished: false, programId }))
      .rejects('INSTRUMENT_NOT_FOUND');
    given()
      .when(openIt({ instrumentPublished: true, programId: undefined }))
      .rejects('UNKNOWN_COHORT');
    given(campaignOpened).when(openIt()).rejects('CAMPAIGN_ALREADY_OPENED');
  });

  it('closes once', () => {
    given(campaignOpened).when(close).then(closed);
    given(campaignOpened, closed).when(close).then();
    given().when(close).rejects('CAMPAIGN_NOT_FOUND');
  });

  it('takes no sheets before it is opened or once it is closed', () => {
    given()
      .when(importing([sheet(1)]))
      .rejects('CAMPAIGN_NOT_FOUND');
    given(campaignOpened, closed)
      .when(importing([sheet(1)]))
      .rejects('CAMPAIGN_CLOSED');
  });

  it('takes sheets, each scored and sealed for the one who answered', () => {
    const [chunk] = imported(1);
    expect(chunk).toMatchObject({ campaignId, occasion: 'BASELINE', chunk: 1 });
    const scores = chunk?.sheets[0]?.scores;
    if (!scores) throw new Error('no scores');
    expect(scores.subject).toBe(amal);
    expect(open<SealedScores>(scores)?.[0]).toEqual({ scale: 'goal', answered: 2, items: 2, score: 4.5 });
  });

  it('takes many sheets in events of at most a thousand, which stay below half a megabyte', () => {
    const chunks = imported(2800);
    expect(chunks.flatMap(({ sheets }) => sheets)).toHaveLength(2800);
    expect(chunks.map(({ chunk }) => chunk)).toEqual(chunks.map((_, index) => index + 1));
    for (const chunk of chunks) {
      expect(chunk.sheets.length).toBeLessThanOrEqual(1000);
      expect(JSON.stringify(chunk).length).toBeLessThan(512 * 1024);
    }
  });
});
