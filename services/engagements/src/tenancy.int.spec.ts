import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { migrate } from '@securebase/event-sourcing/database';
import { acceptedEverywhere, database, tenancyFaults, withClient } from '@securebase/testing';

const service = 'engagements';
const folders = ['libs/event-sourcing/sql', 'libs/service-kit/sql', `services/${service}/sql`].map((each) =>
  join(import.meta.dirname, '../../..', each),
);

it('has no way past the tenant in its database', async () => {
  const db = await database({
    service,
    folders,
    migrate: ({ ownerUrl }) => migrate({ url: ownerUrl, service, folders }),
  });
  const api = `securebase_${service.replaceAll('-', '_')}_api`;
  const faults = await withClient(db.adminUrl, (client) => tenancyFaults(client, api, acceptedEverywhere));
  await db.drop();
  expect(faults).toEqual([]);
});
