/** What is done to each repository, one step after the other. */
export const PHASES = ['plan', 'apply', 'push', 'undo'] as const;
export type Phase = (typeof PHASES)[number];

/** Fixes of one transform that make the same change once names, strings and numbers are blanked. */
export interface Shape {
  readonly transform: string;
  readonly before: string;
  readonly after: string;
  readonly count: number;
}

export interface PlannedTransform {
  readonly id: string;
  readonly title: string;
  readonly fixes: number;
  /** Items of the checklist that ask for it; absent without a checklist. */
  readonly items?: readonly { readonly line: number; readonly text: string }[];
}

/** What a dry run of a repository found. */
export interface Planned {
  /** Of all that the result depends on, but for the commit. */
  readonly key: string;
  /** The commit that was looked at, and the branch it was the tip of. */
  readonly base: string;
  readonly baseBranch: string;
  /** When; the date of the commits as well, so that applying again makes the same ones. */
  readonly at: string;
  readonly fixes: number;
  readonly files: number;
  /** Further fixes that need `unsafe`. */
  readonly unsafeFixes: number;
  /** Places without a fix. */
  readonly left: number;
  /** Fixes that nobody decided about, where only what is accepted is done. */
  readonly undecided?: number;
  readonly transforms: readonly PlannedTransform[];
  readonly shapes: readonly Shape[];
  readonly notes: readonly string[];
}

export interface Commit {
  readonly sha: string;
  readonly title: string;
  /** Absent where one commit is for all. */
  readonly transform?: string;
}

/** A fix that `verify` does not pass with. */
export interface LeftOut {
  readonly site: string;
  readonly transform: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
  readonly scope: string;
  /** Finds the place again when its id is gone. */
  readonly fingerprint: string;
}

/** What `verify` said. */
export interface Verified {
  readonly verdict: 'passed' | 'passes without some' | 'failed before' | 'flaky' | 'not needed';
  readonly leftOut: readonly LeftOut[];
  /** The end of the output that failed. */
  readonly output?: string;
}

/** The branch of a repository. */
export interface Applied {
  readonly key: string;
  readonly base: string;
  readonly branch: string;
  /** Tip of the branch; absent where there was nothing to commit. */
  readonly head?: string;
  readonly commits: readonly Commit[];
  readonly verified?: Verified;
}

export interface Made {
  readonly branch: string;
  readonly head: string;
}

export interface Pushed {
  readonly head: string;
  readonly branch: string;
  /** Absent for a folder without a remote: its branch is in the folder. */
  readonly url?: string;
}

/** The pull request of a repository; on GitLab a merge request. */
export interface Pull {
  /** Of what the manifest asks for, and the commit that it was pushed or looked at with. */
  readonly key: string;
  readonly head: string;
  /** What is pushed to, without credentials. */
  readonly remote: string;
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  /** Whether this migration opened it; a person's is left as it is. */
  readonly own: boolean;
  /** What it was given, so that what a person changed stays. */
  readonly title: string;
  readonly labels: readonly string[];
  readonly reviewers: readonly string[];
  /** What continuous integration says; known of those that are open, from `status`. */
  readonly checks?: 'passing' | 'failing' | 'running' | 'none';
}

export interface Failure {
  readonly phase: Phase;
  /** The same for failures of one kind. */
  readonly cause: string;
  readonly reason: string;
  readonly at: string;
}

/** All that is known of a repository: the document of `repositories/<id>.json`. */
export interface RepositoryState {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly plan?: Planned;
  readonly apply?: Applied;
  readonly push?: Pushed;
  readonly pull?: Pull;
  /** Every tip that a branch of ours ever had: what may be replaced and taken back. */
  readonly made: readonly Made[];
  readonly failure?: Failure;
  /** What the phase would do; only after one with `dryRun`, and not kept. */
  readonly would?: string;
}

/** Why a repository failed, without a stack: nothing that checkmod did wrong. */
export class RepositoryError extends Error {
  override readonly name = 'RepositoryError';
  readonly failureCause: string;
  constructor(cause: string, reason: string) {
    super(reason);
    this.failureCause = cause;
  }
}
