import type { Site, Zone } from './types.ts';

/** The report of a run: the JSON document of `run -f json`, and what every other format is made from. */
export interface Report {
  readonly version: 1;
  /** Absolute path of the folder all paths are relative to. */
  readonly root: string;
  readonly summary: Summary;
  /** Every file with a site, a skip worth telling, or a failure, by path. */
  readonly files: readonly FileReport[];
  /** Files changed or created because fixes need them: environment templates, manifests, new modules. */
  readonly projectFiles: readonly ProjectFileReport[];
  /** What is left for the user to do. */
  readonly actions: readonly ActionReport[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

export interface Summary {
  readonly filesScanned: number;
  readonly filesChanged: number;
  readonly filesSkipped: number;
  readonly filesFailed: number;
  /** Sites `pending` or `fixed`. */
  readonly fixes: number;
  /** Sites hidden for want of `--unsafe`. */
  readonly unsafeFixes: number;
  readonly left: number;
  readonly rejected: number;
  readonly suppressed: number;
  readonly deferred: number;
  /** Whole milliseconds. */
  readonly elapsedMs: number;
}

export interface FileReport {
  readonly path: string;
  readonly language: string;
  readonly zone: Zone;
  readonly status: 'changed' | 'unchanged' | 'skipped' | 'failed';
  readonly reason?: string;
  /** A `diff --git` patch from the text on disk before the run to the text after it. */
  readonly diff?: string;
  /** How the file is encoded on disk; absent for UTF-8. */
  readonly encoding?: string;
  readonly sites: readonly Site[];
}

export interface ProjectFileReport {
  readonly path: string;
  readonly created: boolean;
  readonly diff: string;
  readonly sites: readonly string[];
}

export interface ActionReport {
  readonly kind: 'env' | 'dependency' | 'logging' | 'follow-up';
  readonly name: string;
  readonly message: string;
  readonly sites: readonly string[];
}
