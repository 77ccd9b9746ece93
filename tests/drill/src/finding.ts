/** What a drill can find. */
export type Fault =
  | 'LOST'
  | 'TWICE'
  | 'REFUSED'
  | 'REFUSED_BUT_STORED'
  | 'WRONG_EFFECT'
  | 'ANSWERED_OTHERWISE'
  | 'GAP'
  | 'REORDERED'
  | 'NOT_PUBLISHED'
  | 'PUBLISHED_WRONG'
  | 'WRONG_ROW'
  | 'BEHIND'
  | 'PARKED'
  | 'NOT_RECOVERED';

export interface Finding {
  readonly fault: Fault;
  readonly what: string;
}

export const finding = (fault: Fault, what: string): Finding => ({ fault, what });

/** Items by a key, each group in the order of the items. */
export const grouped = <T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
};
