/** Plain data that survives a trip to a worker thread, a report or a decisions file. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** UTF-16 offsets into `Doc.text` (LF line ends, no BOM), so `text.slice(start, end)` always holds. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Edit extends Span {
  readonly text: string;
  /** Order among inserts at the same offset: lower first, 0 if absent. */
  readonly order?: number;
}

/**
 * What must exist once, however many accepted fixes ask for it. `kind` names the resolver, `key` makes two
 * requests the same one; the rest is the resolver's own. Needs about the file are resolved by its language
 * (import, logger, handler-log, block), needs about the repository by `src/project/support` (env, dependency, file).
 */
export interface Need {
  readonly kind: string;
  readonly key: string;
  readonly [data: string]: Json;
}

/** `safe` does what the checklist asks and nothing else; `unsafe` may surprise; `manual` has no fix. */
export type Safety = 'safe' | 'unsafe' | 'manual';

/** What a fix changes in another file; spans are of that file's `Doc.text`, as `collect` learns them. */
export interface EditsElsewhere {
  /** POSIX, relative to the root. */
  readonly path: string;
  readonly edits: readonly Edit[];
  /** Needs of that file. */
  readonly needs?: readonly Need[];
}

/** The edits of a fix as the file they reach sees them. */
export interface Visit extends EditsElsewhere {
  readonly transform: string;
  /** Id of the site whose fix it is. */
  readonly site: string;
}

export interface Fix {
  readonly edits: readonly Edit[];
  /** Edits of other files: taken, verified and dropped with this fix. */
  readonly elsewhere?: readonly EditsElsewhere[];
  readonly needs?: readonly Need[];
  /** Keys of needs that these edits meet themselves, so that nobody else's request for them adds anything. */
  readonly provides?: readonly string[];
  /** Spans of names the edits stop using; the import or handler binding behind a name goes when no use is left. */
  readonly orphans?: readonly Span[];
  /** Fixes of one group are accepted, verified and dropped together, across files. */
  readonly group?: string;
  /** Groups without which this fix makes no sense. */
  readonly requires?: readonly string[];
}

/** What the user must do after the change: set a variable, install a package, look at a test. */
export interface Action {
  readonly kind: 'env' | 'dependency' | 'logging' | 'follow-up';
  readonly name: string;
  readonly message: string;
}

/** A text as it was: printed, and logged now; or sent in an answer, and cut now. */
export interface ChangedText {
  readonly text: string;
  readonly was: 'printed' | 'answered';
}

/** What a rule yields: a place, what is wrong with it, and a fix or the reason why there is none. */
export interface Finding {
  readonly span: Span;
  readonly message: string;
  /** Required when there is no fix; with a fix it explains the tier. */
  readonly reason?: string;
  /** Tier of the fix; absent when there is none. */
  readonly safety?: 'safe' | 'unsafe';
  readonly fix?: Fix;
  readonly actions?: readonly Action[];
  /** Literal texts that move or change with the fix, which tests may assert. */
  readonly texts?: readonly ChangedText[];
  /** The place shows that something wanted is there, rather than a problem. */
  readonly evidence?: boolean;
  /** What is wanted is written there, and nothing puts it to use: it counts only where nothing else shows it. */
  readonly unused?: boolean;
  /** The place is right as it is, as `reason` says: an id that stays a uuid, a probe that may fail. Nobody has to look at it. */
  readonly fine?: boolean;
}

/** What a transform says about the repository as a whole, or about a file that is no source code. */
export interface RepositoryFinding {
  readonly message: string;
  /** POSIX, relative to the root; absent when the finding is about no one file. */
  readonly path?: string;
  /** Starts at 1. */
  readonly line?: number;
  /** It shows that something wanted is there, rather than a problem. */
  readonly evidence?: boolean;
}

export interface PackageInFacts {
  readonly dir: string;
  readonly language: string;
  /** Files in the `server` zone. */
  readonly serverFiles: number;
  /** Whether it answers requests by itself, works on something else such as a queue, or only lends its modules to those that do. */
  readonly role: 'answers' | 'works' | 'lends';
}

/** An app that answers requests, as one program of possibly several in a repository. */
export interface Program {
  /** The file that builds it. */
  readonly path: string;
  /** The file whose command starts it: a Dockerfile, a Procfile, a manifest; absent where none does. */
  readonly startedBy?: string;
  /** Every file that is loaded with it, itself included. */
  readonly files: readonly string[];
}

/** What a run learns about the repository beside the sites in its files: what a verdict on a checklist's item needs. */
export interface RepositoryFacts {
  /** Every path there is, POSIX, relative to the root. */
  readonly paths: readonly string[];
  /** What the transforms say about the repository as a whole. */
  readonly findings: readonly (RepositoryFinding & { readonly transform: string })[];
  /** Folders that hold source code with a manifest of its own, and the root; one per language where a folder is a package of both. */
  readonly packages: readonly PackageInFacts[];
  readonly programs: readonly Program[];
  /** By transform: folders of the packages whose server or library code has something of the kind at all. */
  readonly about: { readonly [transform: string]: readonly string[] };
  /** By transform: where server and library code has the right form of what it is about, first place first. */
  readonly right: { readonly [transform: string]: readonly { readonly path: string; readonly line: number }[] };
  /** How many files of server and library code there are. */
  readonly servedFiles: number;
  /** Folder of the nearest package of any file. */
  packageOf(path: string): string;
}

/** What a file is for. */
export const ZONES = [
  'server', 'library', 'cli', 'script', 'orphan', 'frontend', 'shared', 'test', 'migration', 'generated', 'static', 'unknown',
] as const;
export type Zone = (typeof ZONES)[number];

export type SiteStatus = 'pending' | 'fixed' | 'left' | 'rejected' | 'suppressed' | 'deferred';

/** A finding with an identity. Lines and columns start at 1, columns in UTF-16 units, ends exclusive. */
export interface Site {
  readonly id: string;
  readonly transform: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly scope: string;
  readonly message: string;
  readonly safety: Safety;
  readonly status: SiteStatus;
  readonly reason?: string;
  readonly before: string;
  readonly after?: string;
  readonly group?: string;
  readonly evidence?: boolean;
  readonly unused?: boolean;
  readonly fine?: boolean;
  /** Items of a checklist that ask for it; only in the report of a run for one. */
  readonly items?: readonly { readonly line: number; readonly text: string }[];
  /** What was decided about it. */
  readonly decision?: 'accepted' | 'rejected';
}

/** A need or an action that leaves the file, with the sites that asked for it. */
export interface Asked<T> {
  readonly value: T;
  readonly sites: readonly string[];
}

export interface FileResult {
  readonly path: string;
  readonly language: string;
  readonly zone: Zone;
  readonly status: 'changed' | 'unchanged' | 'skipped' | 'failed';
  readonly reason?: string;
  readonly sites: readonly Site[];
  /** Ids of the sites whose fixes the result has. */
  readonly taken?: readonly string[];
  /** Text on disk and text to write, line ends and all; only when `changed`. */
  readonly before?: string;
  readonly after?: string;
  readonly encoding?: string;
  /** Transforms whose fixes did not pass verification and were left out of this file. */
  readonly failures?: readonly { readonly transform: string; readonly reason: string }[];
  readonly needs: readonly Asked<Need>[];
  readonly actions: readonly Asked<Action>[];
  readonly texts?: readonly Asked<ChangedText>[];
  /** What the fixes taken here change in other files. */
  readonly visits?: readonly Visit[];
  /** Sites of other files whose fixes change this one. */
  readonly visitors?: readonly string[];
  readonly skippedFor?: readonly SkippedFor[];
}

/** A transform that a file's zone keeps out while another looks at the file. */
export interface SkippedFor {
  readonly transform: string;
  readonly reason: string;
}

/** What was decided about a fix. */
export interface Choice {
  readonly decision: 'accepted' | 'rejected';
  /** Why, in a person's words. */
  readonly reason?: string;
  /** With `accepted`: what a person made of the place's new text. */
  readonly text?: string;
  /** With `rejected`: a comment in the code keeps the place as it is. */
  readonly ignore?: true;
}

/** Which fixes are taken. Data, so that it reaches worker threads and other machines unchanged. */
export interface Acceptance {
  readonly unsafe: boolean;
  /** By site id. A fix that was accepted is taken whatever its tier. */
  readonly choices?: { readonly [site: string]: Choice };
  /** Only what was accepted is taken: what nobody decided on stays `pending`, and as it is. */
  readonly onlyAccepted?: boolean;
  /** Comments of ours that keep nothing go as well. */
  readonly pruneIgnores?: true;
}
