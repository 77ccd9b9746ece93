import { type Grants, type Matrix, may } from '../define.ts';
import { type Role, roles } from '../roles.ts';

/** `system-mapping` → `systemMapping` */
const fieldOf = (service: string): string =>
  service.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** What every service has: imports, parked events, the trail of who opened what, and the audit of its log. */
export const sharedMatrix = (service: string, importers: readonly Role[]): Matrix => {
  const field = fieldOf(service);
  const prefix = `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  const runners: Grants = may('ADMIN', 'OPERATOR');
  const auditors: Grants = may('ADMIN', 'EMPLOYEE_REPRESENTATIVE');
  const imports: Matrix =
    importers.length === 0
      ? {}
      : {
          [`Query.${field}Import`]: may(...importers),
          [`Query.${field}Imports`]: may(...importers),
          [`Mutation.start${prefix}Import`]: may(...importers),
          [`Mutation.put${prefix}ImportPart`]: may(...importers),
          [`Mutation.commit${prefix}Import`]: may(...importers),
          'Import.*': 'EVERYBODY',
          'ImportCount.*': 'EVERYBODY',
          'ImportDifference.*': 'EVERYBODY',
          'ImportError.*': 'EVERYBODY',
        };
  return {
    [`Query.${field}ParkedEvents`]: runners,
    [`Mutation.retry${prefix}ParkedStream`]: runners,
    [`Mutation.skip${prefix}ParkedEvent`]: runners,
    'ParkedEvent.*': 'EVERYBODY',
    [`Query.${field}Accesses`]: may(...roles),
    'Access.*': 'EVERYBODY',
    [`Query.${field}Audit`]: auditors,
    'AuditStep.*': 'EVERYBODY',
    'AuditFault.*': 'EVERYBODY',
    ...imports,
  };
};
