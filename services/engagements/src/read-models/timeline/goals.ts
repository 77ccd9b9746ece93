import { type Lines } from './lines.ts';

/** Goals by goal attainment scaling, actions, essential questions, the midpoint. */
export const goalsLines: Lines = {};
