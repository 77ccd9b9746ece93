import { type Part } from './part.ts';

/** Goals by goal attainment scaling, actions, essential questions, the midpoint. */
export const goals: Part = { rejections: {} };
