import type { Json } from '../../../src/types.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

/** Functions of a file by how they end: with a log line and an answer, with one and a throw, with an answer alone, or with a throw of their own. */
export interface Callees {
  readonly answers: readonly string[];
  readonly raises: readonly string[];
  readonly swallows: readonly string[];
  readonly guards: readonly string[];
  /** Those that throw where what is asked for is not there. */
  readonly misses: readonly string[];
}

/** Where a file puts routers of other files: by module, the path in front of theirs. */
export type Mounts = { readonly [module: string]: string };

/** What one file says that handlers elsewhere need. */
interface FileFacts {
  readonly levels?: Json;
  readonly callees: Callees;
  readonly mounts?: Mounts;
  /** Answers that are thrown pass something of the app that logs them. */
  readonly logsThrown: boolean;
}

export function collectedIn({ collected }: ProjectView): readonly { readonly path: string; readonly facts: FileFacts }[] {
  return collected as unknown as readonly { readonly path: string; readonly facts: FileFacts }[];
}
