const mixed = (value: number): number => {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/** FNV-1a of an id, mixed: 32 bits that say nothing about the order in which ids were given out. */
export const hashOf = (id: string): number => {
  let h = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) h = Math.imul(h ^ id.charCodeAt(at), 0x01000193);
  return mixed(h);
};

/** Of two ids together, from the hash of each. It decides among equals: the same always, and another coach for each participant. */
export const pairHash = (participant: number, coach: number): number =>
  mixed(participant ^ ((coach << 13) | (coach >>> 19)));
