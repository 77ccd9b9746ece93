import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type INestApplicationContext } from '@nestjs/common';
import express, { type Request, type Response, type NextFunction } from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import { ProvisioningCredentials, type Provisioner } from './credentials.ts';
import { Groups } from './groups.ts';
import { declareResources } from './resources.ts';
import { type Asked, Users } from './users.ts';

/** Where SCIM 2.0 is served, by the gateway too. */
export const scimPath = '/scim/v2';

const askedBy = new WeakMap<Request, Asked>();
const types = ['application/scim+json', 'application/json'];
const numbers = ['startIndex', 'count'];

/** Query parameters as the routers expect them: numbers as numbers. Express reads them anew at every look. */
const readQuery = (request: Request, _: Response, next: NextFunction): void => {
  const value = Object.fromEntries(
    Object.entries(request.query).map(([name, text]) => {
      if (name === 'attributes' && typeof text === 'string') return [name, `schemas,${text}`]; // always returned
      return [name, numbers.includes(name) ? Number(text) : text];
    }),
  );
  Object.defineProperty(request, 'query', { value });
  next();
};

/** The version that a resource has becomes the answer's ETag; who knows that version need not read it again. */
const tagAnswers = (request: Request, response: Response, next: NextFunction): void => {
  const send = response.send.bind(response);
  response.send = (body?: { readonly meta?: { readonly version?: string } }) => {
    const version = body?.meta?.version;
    if (version === undefined) return send(body);
    response.set('ETag', version);
    const known = request.headers['if-none-match']?.split(',').some((each) => each.trim() === version);
    return request.method === 'GET' && known ? response.status(304).end() : send(body);
  };
  next();
};

/** What a search asks for always has its schema. */
const readSearch = (request: Request, _: Response, next: NextFunction): void => {
  const body = request.body as { attributes?: unknown } | undefined;
  if (Array.isArray(body?.attributes)) body.attributes = ['schemas', ...(body.attributes as unknown[])];
  next();
};

/** What says how this server is can only be read. */
const onlyRead = (request: Request, response: Response, next: NextFunction): void => {
  if (request.method === 'GET' || request.method === 'HEAD') next();
  else {
    response.set('Allow', 'GET').status(405);
    response.type('application/scim+json').send({
      schemas: [SCIMMY.Messages.Error.id],
      status: '405',
      detail: 'This can only be read: send GET.',
    });
  }
};

/** The users and groups of a tenant by SCIM 2.0, for whoever has the tenant's own credential. */
export const scimPages = (app: INestApplicationContext) => {
  const credentials = app.get(ProvisioningCredentials);
  declareResources(app.get(Users), app.get(Groups));
  const server = express();
  server.disable('x-powered-by');
  server.use(scimPath, readQuery, tagAnswers);
  for (const path of ['ServiceProviderConfig', 'ResourceTypes', 'Schemas'])
    server.use(`${scimPath}/${path}`, onlyRead);
  server.post(/\/\.search$/, express.json({ type: types, limit: '1mb' }), readSearch);
  server.use(
    scimPath,
    new SCIMMYRouters({
      type: 'bearer',
      docUri: 'https://datatracker.ietf.org/doc/html/rfc7644',
      handler: async (request: Request) => {
        const provisioner: Provisioner | undefined = await credentials.verify(request.headers.authorization);
        if (!provisioner) throw new Error('A valid provisioning credential is needed.');
        askedBy.set(request, { ...provisioner, ifMatch: request.headers['if-match'] });
        return provisioner.credentialId;
      },
      context: (request: Request) => askedBy.get(request),
    }),
  );
  SCIMMY.Config.set({
    patch: true,
    filter: true,
    sort: true,
    bulk: false,
    etag: true,
    changePassword: false,
  });
  return (path: string, request: IncomingMessage, response: ServerResponse): boolean => {
    if (path !== scimPath && !path.startsWith(`${scimPath}/`)) return false;
    server(request, response);
    return true;
  };
};
