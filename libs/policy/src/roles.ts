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

/** Who is meant. */
export const meanings: Readonly<Record<Role, string>> = {
  CLIENT: 'is coached, alone or as a member of a team or organization',
  COACH: 'coaches',
  SUPERVISOR: 'supervises coaches',
  SPONSOR: 'pays for an engagement and is party to its agreement',
  LINE_MANAGER: 'the client’s manager',
  RATER: 'is asked about another person or a team',
  PROGRAM_MANAGER: 'runs programs',
  ANALYST: 'looks at released figures about groups',
  EMPLOYEE_REPRESENTATIVE: 'works council',
  PARTNER: 'a machine of another company',
  ADMIN: 'administers a tenant: people, roles, settings',
  OPERATOR: 'runs the installation',
};
