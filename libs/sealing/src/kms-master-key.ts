import {
  DecryptCommand,
  EncryptCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  KMSClient,
} from '@aws-sdk/client-kms';
import { SealBroken } from './cipher.ts';
import { KeysUnavailable } from './errors.ts';
import { type MasterKey } from './master-key.ts';

/** A key service that hangs would hold up everybody who seals. */
const timeouts = { connectionTimeout: 2_000, requestTimeout: 5_000 };

/** @param profile of the AWS configuration: where somebody else's key service is, and who this process is there */
export const kmsClient = (profile?: string): KMSClient =>
  new KMSClient({ requestHandler: timeouts, ...(profile !== undefined && { profile }) });

/**
 * A master key that never leaves a key service with the interface of AWS KMS. Where it is, and who this process is there,
 * the AWS client takes from its own variables (`AWS_REGION`, `AWS_ENDPOINT_URL_KMS`, `AWS_ACCESS_KEY_ID`, …).
 * @param keyId id, ARN or alias of a symmetric key
 */
export const kmsMasterKey = (keyId: string, client = kmsClient()): MasterKey => ({
  id: `kms:${keyId}`,
  wrap: async (plain, context) => {
    const asked = new EncryptCommand({ KeyId: keyId, Plaintext: plain, EncryptionContext: { ...context } });
    const { CiphertextBlob } = await client.send(asked).catch(unavailable);
    if (!CiphertextBlob) throw new KeysUnavailable('the key service gave no answer');
    return CiphertextBlob;
  },
  unwrap: async (wrapped, context) => {
    const asked = new DecryptCommand({
      KeyId: keyId,
      CiphertextBlob: wrapped,
      EncryptionContext: { ...context },
    });
    const { Plaintext } = await client.send(asked).catch(unavailable);
    if (!Plaintext) throw new KeysUnavailable('the key service gave no answer');
    return Plaintext;
  },
});

/** What was wrapped by another key or for another context will never open; everything else may work later. */
const unavailable = (error: unknown): never => {
  if (error instanceof InvalidCiphertextException || error instanceof IncorrectKeyException)
    throw new SealBroken();
  // What the service says can hold the caller's identity there.
  throw new KeysUnavailable(`the key service refused (${error instanceof Error ? error.name : 'unknown'})`);
};
