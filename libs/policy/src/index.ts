export { type Answer, type Asking, Policy } from './ability.ts';
export { type Grants, type Matrix, may } from './define.ts';
export { found } from './matrix/found.ts';
export { clearColumns, matrices } from './matrix/index.ts';
export { type Relation, relations } from './relations.ts';
export { meanings, type Role, roles } from './roles.ts';
export { sharedMatrix } from './matrix/shared.ts';
