import { join } from 'node:path';
import { makeKeys } from '../../../batch/queue/key-pair.ts';

/** Makes the keys of a coordinator, or of workers. Throws `UsageError` when there are some. */
export async function keysAction(folder: string): Promise<void> {
  await makeKeys(folder);
  process.stdout.write(`wrote ${folder}

Give ${join(folder, 'key.pub')} to the other side, which puts it into the trusted/ of its own folder of keys, under a name that
ends in .pub: the coordinator holds the keys of its workers there, and a worker those of its coordinators.
${join(folder, 'key')} stays here; only workers may share one.
`);
}
