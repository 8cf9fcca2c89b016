import type { Json } from '../../../src/types.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

/** Functions of a file that write a log line where they fail, and answer or throw then. */
export interface Callees {
  readonly answers: readonly string[];
  readonly raises: readonly string[];
}

/** What one file says that handlers elsewhere need. */
interface FileFacts {
  readonly levels?: Json;
  readonly callees: Callees;
  /** Answers that are thrown pass something of the app that logs them. */
  readonly logsThrown: boolean;
}

export function collectedIn({ collected }: ProjectView): readonly { readonly path: string; readonly facts: FileFacts }[] {
  return collected as unknown as readonly { readonly path: string; readonly facts: FileFacts }[];
}
