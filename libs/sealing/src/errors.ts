/** A value is to be sealed for somebody who was erased. */
export class SubjectErased extends Error {
  readonly code = 'SUBJECT_ERASED';
  constructor() {
    super('SUBJECT_ERASED');
  }
}

/** Keys cannot be had at the moment: their database does not answer, or no master key fits. */
export class KeysUnavailable extends Error {
  readonly code = 'KEYS_UNAVAILABLE';
  constructor(why: string) {
    super(`Keys cannot be had: ${why}.`);
  }
}
