// What is told in an engagement's timeline, too: to whom it was addressed when it was said.
import { type Expectation, type Reader } from './readers.ts';

/** Places whose words stand in a line, for those who read them in their place, now or before they were put otherwise. */
const told: readonly string[] = [
  'scaleGoal.title',
  'rescaleGoal.title',
  'commitToAction.words',
  'openEssentialQuestion.words',
  'rewordEssentialQuestion.words',
  'revisitEssentialQuestion.thought',
  'holdMidpointReview.lookedAt',
  'holdMidpointReview.toChange',
  'markMomentOfMeeting.words',
  'notePresence.words',
  'noteRupture.words',
  'repairRupture.helped',
  'noteTurnedTo.words',
  'writeNote.words',
  'correctNote.words',
  'makeReferral.words',
  'noteSideEffect.words',
  'noteHealthPause.words',
  'sayCannotGoOn.words',
  'nameLimitOfConfidentiality.words',
  'designExperiment.relationship',
  'designExperiment.design',
  'designExperiment.prediction',
  'tryExperiment.happened',
  'tryExperiment.support',
  'debriefExperiment.learned',
  'namePattern.trigger',
  'namePattern.expectation',
  'namePattern.protectiveStrategy',
  'revisePattern.trigger',
  'revisePattern.expectation',
  'revisePattern.protectiveStrategy',
  'formAlternative.alternative',
  'reviseAlternative.alternative',
  'tryAlternative.happened',
  'chooseStrategy.strategy',
  'tryStrategy.response',
  'makeCommitment.commitment',
  'reportCommitment.report',
  'setSessionAgenda.agenda',
  'setSessionNotes.notes',
  'recordHandover.summary',
  'prepareEnding.learned',
  'prepareEnding.turnsTo',
];

/** Words that were for fewer when they were said than those who read them in their place: their line stays so. */
const narrower: Readonly<Record<string, (reader: Reader) => boolean>> = {
  // The coach, with whom it was shared later, reads it in its place.
  'nameGuardedAspect.words': ({ role }) => role === 'CLIENT',
  'redirectEnergy.words': ({ role }) => role === 'CLIENT',
  // An owner who was asked later reads it there.
  'nameCondition.condition': ({ role }) => role !== 'SPONSOR',
  'nameCondition.wouldHelp': ({ role }) => role !== 'SPONSOR',
};

const field = 'TimelineDetail.value';

/** Expectations with the timeline among the fields in which a text may be read. */
export const withTimeline = (
  expectations: Readonly<Record<string, Expectation>>,
): Readonly<Record<string, Expectation>> =>
  Object.fromEntries(
    Object.entries(expectations).map(([place, expectation]) => {
      const { fields, readers } = expectation;
      const isFor = narrower[place];
      if (!isFor && !told.includes(place)) return [place, expectation];
      return [
        place,
        {
          fields: [...fields, field],
          readers: (reader, about, truth, asked) =>
            readers(reader, about, truth, asked) && (asked !== field || !isFor || isFor(reader)),
        } satisfies Expectation,
      ];
    }),
  );
