import type { Json } from '../../../src/types.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

/** Functions of a file that write a log line where they fail, and answer or raise then. */
export interface Callees {
  readonly answers: readonly string[];
  readonly raises: readonly string[];
  /** Those that let nothing out, whether they tell of it or not. */
  readonly swallows: readonly string[];
}

/** What one file says that handlers elsewhere need. */
interface FileFacts {
  readonly levels?: Json;
  readonly callees: Callees;
  /** Answers that are raised pass a function of the app that logs them. */
  readonly logsRaised: boolean;
  /** The other sides of one-to-one relations, which may not be there. */
  readonly relations?: readonly string[];
}

export function collectedIn({ collected }: ProjectView): readonly { readonly path: string; readonly facts: FileFacts }[] {
  return collected as unknown as readonly { readonly path: string; readonly facts: FileFacts }[];
}
