import { type CommandContext } from '@securebase/domain-kit';
import DataLoader from 'dataloader';

const most = 500;
const loaders = new WeakMap<CommandContext, Map<string, DataLoader<string, unknown>>>();

/**
 * Loads by key, once for each request: what one request asks for at the same time becomes one call of `load`.
 * @param name distinguishes this load from others of the same request
 * @param load finds the values of many keys; a key that is missing in the map gives `undefined`
 */
export const batched = <Value>(
  context: CommandContext,
  name: string,
  key: string,
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): Promise<Value | undefined> => {
  let ofRequest = loaders.get(context);
  if (!ofRequest) loaders.set(context, (ofRequest = new Map<string, DataLoader<string, unknown>>()));
  let loader = ofRequest.get(name) as DataLoader<string, Value | undefined> | undefined;
  if (!loader) {
    loader = new DataLoader(
      async (keys) => {
        const found = await load(keys);
        return keys.map((each) => found.get(each));
      },
      { maxBatchSize: most },
    );
    ofRequest.set(name, loader);
  }
  return loader.load(key);
};
