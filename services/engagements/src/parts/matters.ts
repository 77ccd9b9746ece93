import { MatterResolver } from '../api/matter.resolver.ts';
import { MatterView, matterView } from '../read-models/matter-view.ts';
import { type Part } from './part.ts';

/** What needs a coach, now and in the days to come. */
export const matters: Part = {
  projections: [matterView],
  entities: [MatterView],
  resolvers: [MatterResolver],
  rejections: {},
};
