/**
 * What a metric gives back: its value, or the reason why there is none. Never `NaN`, never an infinite number.
 * Ask `computed` first; the compiler then knows which of the two it is.
 */
export type Outcome<Value extends object, Reason extends string> =
  ({ readonly computed: true } & Readonly<Value>) | NotComputed<Reason>;

/** Why there is no value. Reasons are part of the public interface. */
export interface NotComputed<Reason extends string> {
  readonly computed: false;
  readonly reason: Reason;
}

export const value = <Value extends object>(of: Value): { readonly computed: true } & Value => ({
  computed: true,
  ...of,
});

export const none = <Reason extends string>(reason: Reason): NotComputed<Reason> => ({
  computed: false,
  reason,
});

/** One number for every node, in the order of `graph.nodes`. */
export interface NodeValues {
  readonly values: Float64Array;
  readonly method: string;
}

/** A number for the nodes that have one, null for the others, and for each null its reason. */
export interface PartialNodeValues<Reason extends string> {
  readonly values: readonly (number | null)[];
  /** How many nodes have a value. */
  readonly n: number;
  readonly none: readonly { readonly node: number; readonly reason: Reason }[];
  readonly method: string;
}
