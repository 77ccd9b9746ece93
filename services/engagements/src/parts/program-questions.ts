import { ContactResolver } from '../api/contact.resolver.ts';
import { FiguresResolvers } from '../api/figures.resolver.ts';
import { TimeToMatchResolvers } from '../api/time-to-match.resolver.ts';
import { TimesToMatch } from '../api/times-to-match.ts';
import { UnmatchedResolver } from '../api/unmatched.resolver.ts';
import { ContactView, contactView } from '../read-models/contact-view.ts';
import { FiguresView } from '../read-models/figures-view.ts';
import { hoursView } from '../read-models/hours-view.ts';
import { participationPartView, ParticipationView } from '../read-models/participation-view.ts';
import { TimeToMatchView } from '../read-models/time-to-match-view.ts';
import { type Part } from './part.ts';

/** What those who run programs ask: who is not matched, what is over budget, whom to contact, how long it takes, what is lost. */
export const programQuestions: Part = {
  projections: [participationPartView, hoursView, contactView],
  entities: [ParticipationView, TimeToMatchView, FiguresView, ContactView],
  resolvers: [UnmatchedResolver, ContactResolver, ...FiguresResolvers, ...TimeToMatchResolvers],
  providers: [TimesToMatch],
  rejections: {},
};
