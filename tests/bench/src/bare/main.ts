// A bare Nest and Apollo process, to divide by: `node dist/bare/main.js <database url>` says where it listens.
import 'reflect-metadata';
import { type AddressInfo } from 'node:net';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import pg from 'pg';
import { NoteResolver, POOL } from './notes.ts';
import { OverviewResolver } from './overview.ts';

const [, , connectionString = ''] = process.argv;

@Module({
  imports: [
    GraphQLModule.forRoot<ApolloDriverConfig>({
      driver: ApolloDriver,
      autoSchemaFile: true,
      playground: false,
      context: () => ({ loaders: new Map() }), // of one request
    }),
  ],
  providers: [
    {
      provide: POOL,
      useFactory: () => new pg.Pool({ connectionString, max: 16 }).on('error', () => undefined),
    },
    NoteResolver,
    OverviewResolver,
  ],
})
class BareModule {}

const app = await NestFactory.create(BareModule);
await app.listen(0, '127.0.0.1');
const server = app.getHttpServer() as { address: () => AddressInfo };
process.send?.({ ready: `http://127.0.0.1:${server.address().port}/graphql` });
process.once('disconnect', () => process.exit());
