import type { Config } from '../config/types.ts';
import type { Zone } from '../types.ts';

/** What is done to a repository: for all of them, or for one. */
export interface Settings {
  readonly transforms?: readonly string[];
  /** A path inside each repository, or `./PATH` for one beside the manifest. */
  readonly checklist?: string;
  /** A decisions file, placed as `checklist`: only what it accepts is done. */
  readonly decisions?: string;
  readonly unsafe?: boolean;
  readonly zones?: readonly Zone[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Used instead of the configuration file of the repository. */
  readonly config?: Config;
  /** Branch to start from. */
  readonly base?: string;
  /** Branch that gets the commits. */
  readonly branch?: string;
  readonly commit?: {
    readonly title?: string;
    readonly body?: string;
    readonly per?: 'transform' | 'all';
  };
  readonly setup?: string;
  readonly verify?: string | {
    readonly command: string;
    /** Names of environment variables. */
    readonly env?: readonly string[];
    readonly time?: string;
  };
  readonly limits?: {
    readonly time?: string;
    readonly memory?: string;
    readonly changedFiles?: number;
  };
}

/** A repository with settings of its own. */
export interface RepositoryEntry extends Settings {
  readonly url?: string;
  readonly path?: string;
  readonly name?: string;
}

/** A migration, as written in `migration.yaml`. */
export interface Manifest extends Settings {
  readonly repositories: readonly (string | RepositoryEntry)[];
  readonly concurrency?: number;
}
