export { type Kafka, kafkaVersion, prepareKafka, startKafka } from './kafka.ts';
export { type Chosen, type OnDemand, onDemand } from './on-demand.ts';
export { type Postgres, postgresVersion, removePostgres, type Server, startPostgres } from './postgres.ts';
export { diskFull, isFull, isMissing, messageOf, Problem } from './problem.ts';
export { freePort, guard, isFree, until } from './process.ts';
