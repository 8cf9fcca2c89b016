import type { Config } from './config/types.ts';
import type { Report } from './report.ts';
import type { Zone } from './types.ts';

/** What a run is asked to do; everything has a default. */
export interface RunOptions {
  /** Files or folders, relative to `cwd`; the root's whole tree when empty. */
  readonly paths?: readonly string[];
  readonly cwd?: string;
  /** Ids, or paths of a user's own transforms; all built-in ones (or those of the configuration) if absent. */
  readonly transforms?: readonly string[];
  readonly write?: boolean;
  readonly unsafe?: boolean;
  readonly zones?: readonly Zone[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Only files changed since this git ref. */
  readonly since?: string;
  readonly allowDirty?: boolean;
  readonly allowNoVcs?: boolean;
  /** Site ids: only these are taken, or all but these. */
  readonly accepted?: readonly string[];
  readonly rejected?: readonly string[];
  /** Used instead of the configuration file of the root. */
  readonly config?: Config;
  readonly onEvent?: (event: RunEvent) => void;
  readonly signal?: AbortSignal;
}

export type RunEvent =
  | { readonly kind: 'listed'; readonly files: number }
  | { readonly kind: 'scanned'; readonly done: number; readonly of: number }
  | { readonly kind: 'checked'; readonly done: number; readonly of: number; readonly path: string }
  | { readonly kind: 'note'; readonly message: string };

/** Wrong usage or configuration, or a refusal: nothing was written. The command line exits 2. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}
export declare function run(options?: RunOptions): Promise<Report>;
