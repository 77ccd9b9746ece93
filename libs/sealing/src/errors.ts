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

/** The log holds what was sealed with keys that are not there: an older backup was restored, or none. */
export class KeysLost extends Error {
  readonly code = 'KEYS_LOST';
  constructor(lost: number) {
    super(
      `${lost} keys that this service's log was sealed with are not in the database of keys. Restore its newest backup; see docs/keys.md.`,
    );
    this.name = 'KeysLost';
  }
}
