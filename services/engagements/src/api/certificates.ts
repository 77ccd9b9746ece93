import { Injectable } from '@nestjs/common';
import { contracts } from '@securebase/contracts';
import { clearColumns } from '@securebase/policy';
import { keysKeptFor } from '@securebase/sealing';
import { Certificates } from '@securebase/service-kit';
import { type ErasureView } from '../read-models/erasure-view.ts';

/** Columns of read models that hold something of a person in clear, for search. */
const emptied = Object.entries(clearColumns).flatMap(([service, columns]) =>
  columns.filter((each) => each.of === 'PERSON').map(({ column }) => `${service}.${column}`),
);

/** Every service says what it has held. */
export const mustReport = Object.keys(contracts);

const notesByCoaches =
  'The rule that held at the erasure. Each note follows the rule that held when it was written: ERASED, it was encrypted with the key of the subject, and is destroyed with it; KEPT_BY_COACH, with the key of the coach, who keeps it.';

/** From then on no process uses an unwrapped key of theirs. */
const unreadableFrom = (destroyedAt: Date | string) =>
  new Date(new Date(destroyedAt).getTime() + keysKeptFor);
const dayAfter = (at: Date, days: number) =>
  new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10);

/** The signed certificate of an erasure. */
@Injectable()
export class ErasureCertificates {
  readonly #certificates: Certificates;
  constructor(certificates: Certificates) {
    this.#certificates = certificates;
  }

  /** Whether every service has said what it held, and none can read it any more. */
  isComplete({ reports, keysDestroyedAt }: ErasureView): boolean {
    return (
      keysDestroyedAt !== null &&
      unreadableFrom(keysDestroyedAt) <= new Date() &&
      mustReport.every((name) => reports.some(({ service }) => service === name))
    );
  }

  /** A JWS of what was found where, what was destroyed and when backups expire; `null` before it is complete. */
  async of(row: ErasureView): Promise<string | null> {
    if (!this.isComplete(row) || row.keysDestroyedAt === null) return null;
    const destroyedAt = new Date(row.keysDestroyedAt);
    const { backupDays, keysBackupDays } = this.#certificates.retention;
    return this.#certificates.sign('securebase-erasure+jws', {
      tenant: row.tenantId,
      subject: row.id,
      requestedAt: new Date(row.requestedAt).toISOString(),
      requestedBy: row.requestedBy,
      keysDestroyedAt: destroyedAt.toISOString(),
      unreadableEverywhereFrom: unreadableFrom(destroyedAt).toISOString(),
      found: [...row.reports]
        .sort((a, b) => (a.service < b.service ? -1 : 1))
        .map(({ service, events, streams }) => ({ service, events, streams })),
      destroyed: [
        'the data key of the subject, with which every one of these events was encrypted',
        'unwrapped copies of that key in the memory of processes',
        'snapshots of these streams',
      ],
      emptied,
      notesByCoaches: {
        rule: row.reports.find(({ notesOfErased }) => notesOfErased)?.notesOfErased ?? 'ERASED',
        meaning: notesByCoaches,
      },
      backups: {
        of: 'the logs and read models of every service, with archived WAL; and, apart, of the database of keys',
        dataExpireOn: dayAfter(destroyedAt, backupDays),
        keysExpireOn: dayAfter(destroyedAt, keysBackupDays),
        inClearUntilThen: emptied,
      },
    });
  }
}
