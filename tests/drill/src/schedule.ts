import { type Random } from './random.ts';

/** What can be hurt. The first three are processes of a service; `postgres` and `broker` are the servers. */
export const kinds = ['api', 'relay', 'projections', 'gateway', 'broker', 'postgres'] as const;
export type Kind = (typeof kinds)[number];

export interface Target {
  readonly kind: Kind;
  /** For processes of a service. */
  readonly service?: string;
}

/** Seconds are counted from the beginning of the load. */
export type Fault = { readonly at: number; readonly target: Target } & (
  | { readonly what: 'KILL' }
  /** SIGSTOP, and SIGCONT after these seconds. */
  | { readonly what: 'FREEZE'; readonly seconds: number }
  /** Stopped in an orderly way, and started again after these seconds. */
  | { readonly what: 'TAKE_AWAY'; readonly seconds: number }
  /** `pg_ctl restart -m immediate`: no checkpoint, no farewell. */
  | { readonly what: 'RESTART_IMMEDIATELY' }
);

export interface Plan {
  readonly services: readonly string[];
  /** How many faults; each kind of fault comes once before any comes twice. */
  readonly kills: number;
  /** How long the load lasts, in seconds. */
  readonly seconds: number;
  /** How long the broker is away. */
  readonly away: number;
}

type Unplaced = Fault extends infer F ? (F extends unknown ? Omit<F, 'at'> : never) : never;

const ofServices = new Set<Kind>(['api', 'relay', 'projections']);

const targetOf = (kind: Kind, services: readonly string[], random: Random): Target =>
  ofServices.has(kind) ? { kind, service: random.pick(services) } : { kind };

/** One of each: kill -9 of every kind, a freeze of every kind of process, the broker away, Postgres restarted. */
const oneOfEach = ({ services, away }: Plan, random: Random): Unplaced[] => {
  const freezes = (['api', 'relay', 'projections', 'gateway', 'broker'] as const).map((kind): Unplaced => ({
    what: 'FREEZE',
    target: targetOf(kind, services, random),
    seconds: Math.round(random.between(2, 15)),
  }));
  return [
    ...kinds.map((kind): Unplaced => ({ what: 'KILL', target: targetOf(kind, services, random) })),
    { what: 'RESTART_IMMEDIATELY', target: { kind: 'postgres' } },
    { what: 'TAKE_AWAY', target: { kind: 'broker' }, seconds: away },
    random.pick(freezes),
  ];
};

const shuffled = <T>(items: readonly T[], random: Random): T[] =>
  items
    .map((item) => ({ item, by: random.next() }))
    .sort((a, b) => a.by - b.by)
    .map(({ item }) => item);

/** The faults of a drill, in order, spread over its time: the same seed and plan make the same faults. */
export const schedule = (plan: Plan, random: Random): readonly Fault[] => {
  const faults: Unplaced[] = [];
  while (faults.length < plan.kills) faults.push(...shuffled(oneOfEach(plan, random), random));
  const step = plan.seconds / (plan.kills + 1);
  return faults
    .slice(0, plan.kills)
    .map((fault, index) => ({ ...fault, at: step * (index + 1 + random.between(-0.35, 0.35)) }));
};

export const describe = (fault: Fault): string => {
  const { kind, service } = fault.target;
  const whom = service === undefined ? kind : `${service} ${kind}`;
  switch (fault.what) {
    case 'KILL':
      return `kill -9 ${whom}`;
    case 'FREEZE':
      return `stop ${whom} for ${fault.seconds} s and let it go on`;
    case 'TAKE_AWAY':
      return `take ${whom} away for ${fault.seconds} s`;
    case 'RESTART_IMMEDIATELY':
      return `restart ${whom} in immediate mode`;
  }
};
