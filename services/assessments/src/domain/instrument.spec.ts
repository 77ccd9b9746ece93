import { describe, it } from '@jest/globals';
import { specification } from '@securebase/domain-kit/testing';
import { instrument, PublishInstrument } from './instrument.ts';
import { alliance, as, noor, published } from './story.ts';

const given = specification(instrument);
const publish = (change: Partial<PublishInstrument['data']> = {}) =>
  new PublishInstrument({ ...published.data, name: 'How we work together', ...change }, as(noor));

describe('An instrument', () => {
  it('is published from its definition', () => given().when(publish()).then(published));
  it('shrugs when the same version is published again, in whatever order its keys are', () => {
    const { scales, items, ...rest } = alliance;
    given(published).when(publish()).then();
    given(published)
      .when(publish({ definition: { scales, ...rest, items } }))
      .then();
  });
  it('never changes once it is published', () =>
    given(published)
      .when(publish({ definition: { ...alliance, reversed: [] } }))
      .rejects('INSTRUMENT_ALREADY_PUBLISHED'));
  it('is refused when its definition cannot be scored', () =>
    given()
      .when(publish({ definition: { ...alliance, range: { min: 5, max: 1 } } }))
      .rejects('RANGE_EMPTY'));
});
