import { type ImportError, type ImportScope } from '@securebase/service-kit';
import { AdministrationView } from '../read-models/administration-view.ts';
import { KnownParticipant, participantId } from '../read-models/known-participant.ts';
import { KnownPerson } from '../read-models/known-person.ts';
import { rejections } from '../rejections.ts';

interface Sheet {
  readonly line: number;
  readonly administrationId: string;
  readonly respondentId: string;
}

const fault = (line: number, code: keyof typeof rejections): ImportError => ({
  line,
  column: 'reference',
  code,
  message: rejections[code],
});

/**
 * Who answered must be in the directory and in the campaign's cohort, and cannot be asked in person as well. Whether they
 * have answered there makes no difference: whoever sends files is not told.
 */
export const respondentErrors = async (
  { data, tenantId }: ImportScope,
  cohortId: string | undefined,
  campaignId: string,
  sheets: readonly Sheet[],
): Promise<ImportError[]> => {
  const people = [...new Set(sheets.map(({ respondentId }) => respondentId))];
  const [known, enrolled, asked] = await data.as(tenantId, async (manager) => {
    const rows = (entity: typeof KnownPerson | typeof KnownParticipant | typeof AdministrationView) =>
      manager
        .getRepository<{ id: string }>(entity)
        .createQueryBuilder('row')
        .select('row.id', 'id')
        .where('row.tenantId = :tenantId', { tenantId });
    const idsOf = async (query: ReturnType<typeof rows>): Promise<Set<string>> =>
      new Set((await query.getRawMany<{ id: string }>()).map(({ id }) => id));
    return [
      await idsOf(rows(KnownPerson).andWhere('row.active and row.id = any(:people)', { people })),
      await idsOf(
        rows(KnownParticipant).andWhere('row.cohortId = :cohortId', { cohortId: cohortId ?? null }),
      ),
      await idsOf(
        rows(AdministrationView).andWhere('row.campaignId = :campaignId and not row.imported', {
          campaignId,
        }),
      ),
    ] as const;
  });
  return sheets.flatMap(({ line, administrationId, respondentId }): ImportError[] => {
    if (!known.has(respondentId)) return [fault(line, 'UNKNOWN_PERSON')];
    if (cohortId !== undefined && !enrolled.has(participantId(cohortId, respondentId)))
      return [fault(line, 'RESPONDENT_NOT_IN_COHORT')];
    return asked.has(administrationId) ? [fault(line, 'ADMINISTRATION_ALREADY_OPENED')] : [];
  });
};
