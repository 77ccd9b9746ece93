/** About as much as people write in a field: one or two sentences. */
export const sentence = (about: string): string =>
  `What is said here of ${about} is as long as what people write when they have a minute after a session.`;
