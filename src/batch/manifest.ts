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
  /** `false` for the branch alone. */
  readonly pullRequest?: false | PullRequestSettings;
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

/** How a pull request is opened; on GitLab a merge request. */
export interface PullRequestSettings {
  readonly title?: string;
  /** What stands above the list of fixes. */
  readonly body?: string;
  readonly labels?: readonly string[];
  /** A draft if absent. */
  readonly draft?: boolean;
  /** Names of users, and of teams as `organization/team`. */
  readonly reviewers?: readonly string[];
}

/** What answers at a host: its kind, or also where. */
export type HostSetting = HostKind | { readonly kind: HostKind; readonly api: string };
export type HostKind = 'github' | 'gitlab';

/** A repository with settings of its own; or all that an organisation of GitHub or a group of GitLab has. */
export interface RepositoryEntry extends Settings {
  readonly url?: string;
  readonly path?: string;
  readonly name?: string;
  /** `include` and `exclude` are then globs of the names of repositories. */
  readonly organization?: string;
  readonly group?: string;
  /** Where it is, if not at github.com or gitlab.com. */
  readonly host?: string;
  /** Only repositories with one of them. */
  readonly topics?: readonly string[];
}

/** A migration, as written in `migration.yaml`. */
export interface Manifest extends Settings {
  readonly repositories: readonly (string | RepositoryEntry)[];
  readonly concurrency?: number;
  readonly pullRequest?: false | PullRequestSettings & {
    /** At most so many open at a time, over all repositories. */
    readonly maxOpen?: number;
  };
  /** Hosts beside github.com and gitlab.com that take pull requests, by name. */
  readonly hosts?: { readonly [name: string]: HostSetting };
}
