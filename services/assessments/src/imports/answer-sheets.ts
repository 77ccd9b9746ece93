import { type SealedAnswers } from '@securebase/contracts';
import { ensure } from '@securebase/domain-kit';
import {
  cell,
  type ImportedRow,
  type ImportError,
  type ImportKind,
  type ImportPlan,
  type ImportScope,
  personIdOf,
} from '@securebase/service-kit';
import { z } from 'zod';
import { campaign, ImportSheets, type Sheet } from '../domain/campaign.ts';
import { campaignAdministrationId } from '../facts/ids.ts';
import { definitionOf } from '../facts/instruments.ts';
import { answersIn, columnErrors, type SheetRow } from './answer-cells.ts';
import { campaignSoFar } from './campaign-so-far.ts';
import { respondentErrors } from './respondents.ts';

type Line = ImportedRow<SheetRow>;

const refused = (errors: readonly ImportError[]): ImportPlan => ({
  writes: [],
  added: 0,
  unchanged: 0,
  changed: 0,
  errors,
});

const same = (a: SealedAnswers, b: SealedAnswers): boolean => {
  const items = Object.keys(a);
  return items.length === Object.keys(b).length && items.every((item) => a[item] === b[item]);
};

const plan = async (rows: readonly Line[], scope: ImportScope): Promise<ImportPlan> => {
  const { tenantId, target, context, store } = scope;
  const { state, version, imported } = await campaignSoFar(store, tenantId, target);
  ensure(target !== undefined && state.status !== 'UNOPENED', 'CAMPAIGN_NOT_FOUND');
  ensure(state.status === 'OPEN', 'CAMPAIGN_CLOSED');
  const definition = await definitionOf(store, tenantId, state.instrumentId);
  ensure(definition, 'INSTRUMENT_NOT_FOUND');

  const inHeader = columnErrors(definition, Object.keys(rows[0]?.row ?? {}));
  if (inHeader.length > 0) return refused(inHeader);
  const answersOf = answersIn(definition);
  const sheets = rows.map(({ line, row }) => {
    const respondentId = personIdOf(tenantId, row.reference);
    const administrationId = campaignAdministrationId(tenantId, target, respondentId);
    return { line, administrationId, respondentId, ...answersOf(line, row) };
  });
  const errors = [
    ...sheets.flatMap((sheet) => sheet.errors),
    ...(await respondentErrors(scope, state.cohortId, target, sheets)),
  ];
  if (errors.length > 0) return refused(errors.sort((a, b) => a.line - b.line));

  const added: Sheet[] = [];
  const changed: Sheet[] = [];
  for (const { administrationId, respondentId, answers } of sheets) {
    const before = imported.get(administrationId);
    const sheet = { administrationId, respondentId, answers };
    if (!before) added.push(sheet);
    else if (!same(before, answers)) changed.push(sheet);
  }
  const command = new ImportSheets(
    { campaignId: target, definition, sheets: [...added, ...changed] },
    context,
  );
  const events = campaign.decide(command, state);
  return {
    writes: events.length === 0 ? [] : [{ stream: `${campaign.name}-${target}`, expected: version, events }],
    added: added.length,
    changed: changed.length,
    unchanged: sheets.length - added.length - changed.length,
    errors: [],
  };
};

/** Answers on paper or from another system: one line a person, one column an item. */
export const answerSheets: ImportKind<SheetRow> = {
  kind: 'ANSWER_SHEETS',
  description:
    'Answer sheets of a campaign (the target), each by one participant about themselves: the reference of the person and one column for each item of the instrument, empty where there is no answer.',
  header: { required: ['reference'], others: true },
  row: z.object({ reference: cell.text(100) }).catchall(z.string().optional()),
  key: ({ reference }) => reference,
  roles: ['PROGRAM_MANAGER'],
  plan,
};
