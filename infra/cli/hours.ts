import { writeFileSync } from 'node:fs';
import { Problem } from '@securebase/embedded';
import { Command } from 'commander';
import { connectDocuments, type ConnectionOptions, withConnection } from './connection.ts';

/** The hours log of a coach, for whoever asks for it: in the columns of the ICF. */
export const hoursCommand = (): Command =>
  withConnection(
    new Command('hours')
      .description('Writes the caller’s hours log as CSV; a coach asks in their own practice.')
      .requiredOption('--out <file>', 'where it goes'),
  ).action(async ({ out, ...options }: ConnectionOptions & { out: string }) => {
    const ask = await connectDocuments(options);
    const { myHoursCsv } = await ask<{ myHoursCsv: string | null }>('my-hours');
    if (myHoursCsv === null)
      throw new Problem(
        'This is not the caller’s own practice.',
        'Give --token with a token of the coach for their own practice.',
      );
    writeFileSync(out, myHoursCsv, { mode: 0o600 });
    console.log(out);
  });
