import { collectBatch, runBatch, type Batch } from './engine/jobs.ts';
import { loadTransforms } from './registry.ts';

const loaded = new Map<string, ReturnType<typeof loadTransforms>>();

/** Entry of a worker thread. */
export default async function work({ kind, batch }: { kind: 'collect' | 'run'; batch: Batch }): Promise<unknown> {
  const key = `${batch.from}\0${batch.transforms.join('\0')}`;
  const transforms = loaded.get(key) ?? loadTransforms(batch.transforms, batch.from, batch.languages);
  loaded.set(key, transforms);
  return kind === 'collect' ? collectBatch(batch, await transforms) : runBatch(batch, await transforms);
}
