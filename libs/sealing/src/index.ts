export { SealBroken } from './cipher.ts';
export { KeysLost, KeysUnavailable, SubjectErased } from './errors.ts';
export { KeyKeeper, type KeyKeeperOptions } from './key-keeper.ts';
export { KeyRing, type KeyRingOptions, keysKeptFor } from './key-ring.ts';
export { kmsClient, kmsMasterKey } from './kms-master-key.ts';
export { MasterKeys, type MasterKeysOptions } from './masters.ts';
export { localMasterKey, type MasterKey } from './master-key.ts';
export { Sealing, type Standing } from './sealing.ts';
export { anchored, eachSealed, unanchored, withSealed } from './values.ts';
