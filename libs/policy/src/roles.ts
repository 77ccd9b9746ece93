/** The roles that a token can name; see the glossary. */
export const roles = [
  'CLIENT',
  'COACH',
  'SUPERVISOR',
  'SPONSOR',
  'LINE_MANAGER',
  'RATER',
  'PROGRAM_MANAGER',
  'ANALYST',
  'EMPLOYEE_REPRESENTATIVE',
  'PARTNER',
  'ADMIN',
  'OPERATOR',
] as const;
export type Role = (typeof roles)[number];
