import { expect, it } from '@jest/globals';
import { lines } from '../read-models/timeline-view.ts';
import { Happened, told } from './timeline.enums.ts';

it('names, in a sentence, every event that has a line in the timeline, and nothing else', () => {
  expect(Object.keys(told).toSorted()).toEqual(Object.keys(lines).toSorted());
  expect(Happened).toMatchObject({
    GOAL_SCALED: 'GoalScaled',
    MOMENT_OF_MEETING_SHARED: 'MomentOfMeetingShared',
  });
});
