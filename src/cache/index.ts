import { cacheFolder, storeOf } from './place.ts';
import { makerOf } from './maker.ts';
import { openStore, type Store } from './store.ts';

export { cacheFolder };
export type { Store };

/** What earlier runs learnt about a root; undefined for a program that was not built. */
export async function openCache(root: string, buildId: URL): Promise<Store | undefined> {
  const maker = await makerOf(buildId);
  return maker === undefined ? undefined : openStore(storeOf(root), maker);
}
