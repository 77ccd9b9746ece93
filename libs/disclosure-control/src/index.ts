export { type Cell, type Figure, figureOf, type Published } from './cell.ts';
export { type Cube, cellsOfCube, type Fact } from './cubes.ts';
export { DisclosureError, type DisclosureErrorCode, type Place } from './disclosure-error.ts';
export { type Kind, type Policy, policyOf, type Raised } from './policy.ts';
export { release, type Release } from './release.ts';
