import { type ServerResponse } from 'node:http';
import { type INestApplicationContext } from '@nestjs/common';
import { ReadModels } from '@securebase/service-kit';
import { type Pages } from '@securebase/service-kit/edge';
import { withPart } from '../read-models/engagement-person-view.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { CalendarAddresses, calendarPath, type Owner } from './secrets.ts';
import { writeCalendar } from './write-calendar.ts';

const most = 1_000;

/** Engagements in whose sessions somebody takes part. */
const engagementsOf = async (models: ReadModels, { tenantId, personId }: Owner) => {
  const rows = await models.of(EngagementView).find(tenantId, { id: withPart(personId) }, most);
  return rows.filter(({ clientId, coachIds, memberIds }) =>
    [clientId, ...coachIds, ...memberIds].includes(personId),
  );
};

const answer = (response: ServerResponse, status: number, type: string, body: string): void => {
  response
    .writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'private, no-store',
    })
    .end(body);
};

/** A person's own sessions as iCalendar, at an address that only they know. */
export const calendarPages = (app: INestApplicationContext): Pages => {
  const addresses = app.get(CalendarAddresses);
  const models = app.get(ReadModels, { strict: false });
  const show = async (path: string, response: ServerResponse): Promise<void> => {
    const owner = await addresses.ownerOf(path);
    if (!owner) {
      answer(response, 404, 'text/plain', 'There is no calendar at this address. Ask for a new one.\n');
      return;
    }
    const text = writeCalendar(await engagementsOf(models, owner), new Date());
    answer(response, 200, 'text/calendar', text);
  };
  return (path, request, response) => {
    if (!path.startsWith(`${calendarPath}/`)) return false;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      answer(response, 405, 'text/plain', 'A calendar can only be read: send GET.\n');
      return true;
    }
    show(path, response).catch(() => {
      if (response.headersSent) response.destroy();
      else
        answer(
          response,
          503,
          'text/plain',
          'The calendar cannot be read at the moment. Try again in a moment.\n',
        );
    });
    return true;
  };
};
