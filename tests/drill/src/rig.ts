import { type Kind } from './schedule.ts';

/** A process of the platform that can be hurt. Its pid is read when it is hurt: it changes with every restart. */
export interface Victim {
  readonly kind: Kind;
  readonly service?: string;
  readonly pid: number;
}

/** A platform of the drill's own: its processes, its servers, and the ways to them. */
export interface Rig {
  /** The gateway's GraphQL endpoint. */
  readonly url: string;
  readonly services: readonly string[];
  readonly brokers: readonly string[];
  /** Each service's database, as the server's administrator. */
  readonly databases: ReadonlyMap<string, string>;
  /** The database of keys, as the services' role, and the master key. */
  readonly keys: { readonly url: string; readonly master: string };
  /** Processes that run now. */
  readonly victims: () => readonly Victim[];
  /** Starts the server again that was stopped or killed, on its old port and data. */
  readonly restart: (server: 'broker' | 'postgres') => Promise<void>;
  readonly tokenFor: (roles: readonly string[], subject?: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}
