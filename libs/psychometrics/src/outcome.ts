/**
 * What a statistic gives back: its value, or the reason why there is none. Never `NaN`, never an infinite number.
 * Ask `computed` first; the compiler then knows which of the two it is.
 */
export type Outcome<Value extends object, Reason extends string, Detail extends object = object> =
  ({ readonly computed: true } & Readonly<Value>) | NotComputed<Reason, Detail>;

/** Why there is no value. Reasons are part of the public interface. */
export type NotComputed<Reason extends string, Detail extends object = object> = {
  readonly computed: false;
  readonly reason: Reason;
} & Readonly<Detail>;

export const value = <Value extends object>(of: Value): { readonly computed: true } & Value => ({
  computed: true,
  ...of,
});

export const none = <Reason extends string, Detail extends object = object>(
  reason: Reason,
  detail: Detail = {} as Detail,
): NotComputed<Reason, Detail> => ({ computed: false, reason, ...detail });
