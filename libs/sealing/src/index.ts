export { SealBroken } from './cipher.ts';
export { KeysUnavailable, SubjectErased } from './errors.ts';
export { KeyKeeper, type KeyKeeperOptions } from './key-keeper.ts';
export { KeyRing, type KeyRingOptions } from './key-ring.ts';
export { kmsMasterKey } from './kms-master-key.ts';
export { localMasterKey, type MasterKey } from './master-key.ts';
export { Sealing, type Standing } from './sealing.ts';
export { anchored, eachSealed, unanchored, withSealed } from './values.ts';
