export { type Role, roles } from '@securebase/policy';
