/** Which things of a kind somebody finds at all, whatever their role: the services choose the rows, and the canary crawl proves it. */
export const found: Readonly<Record<string, string>> = {
  Person:
    'Everybody finds themselves. Client, coach and sponsor of an engagement find each other. Those who administer the directory or run programs find all people of their tenant.',
  Engagement:
    'Client, coach, sponsor and members find theirs. Those who run programs find all of their tenant, without what was said.',
  CoachProfile:
    'The coach finds their own. A participant finds those who were proposed to them. Those who run programs find all of their tenant, without the coach’s own words.',
  CoachProposals:
    'A participant finds what they were shown, with the reasons. Those who run programs find who was shown whom, without the reasons.',
  CoachRequest: 'The coach who is asked finds it, until it is answered.',
  Goal: 'Whose goal it is and the coaches find it, and everybody who takes part where it is the team’s; the sponsor where the agreement shares the client’s. Nobody else does.',
  Condition:
    'Whose it is and the coaches find it, everybody who takes part where it is for all of them, and whoever was asked to own it, while they have a part in the engagement: a line manager, too, as long as the agreement in force names them. Nobody else does.',
  SharedEngagement:
    'The sponsor finds it in theirs, and line managers whom the agreement in force names, when it shares something with them. There is nothing in it but what is shared.',
  Administration:
    'The respondent finds it; the coach of its engagement finds that it exists and whether it was answered, and what the respondent consents to show. Nobody else does.',
  SharedAssessment:
    'The sponsor, and line managers whom the agreement in force names, find what the client answered about themselves within the engagement when it shares that with them: scores, never answers.',
  SystemMap: 'Its owner finds it, and the coach of the engagement that it was made for. Nobody else does.',
  LinkedEnterprise:
    'The coach finds, in their own practice, the enterprises that they have linked, and their engagements there; a client’s name while that client consents. Nobody else does.',
  LoggedClient:
    'The coach finds those of their own hours log, in their own practice. Nobody else does, supervisors neither.',
  SharedCase:
    'The coach who shares it finds it, and the one supervisor whom it is shared with, while they supervise the coach. It leads to no client, engagement or session.',
  Supervised:
    'The supervisor whom a coach has named finds the coach in the coach’s own practice, until they are released: hours, days of supervision and shared cases, and nobody’s name.',
  PracticeLink: 'The coach finds their own; nobody else sees that there are any.',
  Cohort: 'Figures about a cohort are withheld below the minimum group size.',
};
