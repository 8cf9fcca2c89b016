import type { Site, SkippedFor, Zone } from './types.ts';

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
  /** Only of a run for a checklist. */
  readonly checklist?: ChecklistReport;
  /** Only of a run under decisions. */
  readonly decisions?: DecisionsReport;
  /** Only of a run that was compared with a baseline. */
  readonly baseline?: BaselineReport;
}

/** What became of the decisions a run replays. */
export interface DecisionsReport {
  /** Relative to the root, or absolute when it lies elsewhere. */
  readonly path: string;
  /** Fixes accepted, rejected, and those nobody decided about. */
  readonly accepted: number;
  readonly rejected: number;
  readonly undecided: number;
  /** Decisions whose place is gone or changed, or could be one of several. */
  readonly unmatched: readonly {
    readonly site: string; readonly transform: string; readonly path: string; readonly scope: string;
    readonly decision: 'accepted' | 'rejected'; readonly why: 'gone' | 'ambiguous';
  }[];
}

export interface Summary {
  readonly filesScanned: number;
  readonly filesChanged: number;
  /** Files skipped whole, or for one transform at least. */
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
  /** Ids of sites in other files whose fixes change this one too. */
  readonly sitesElsewhere?: readonly string[];
  /** Transforms that its zone keeps out while others look at it. */
  readonly skippedFor?: readonly SkippedFor[];
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

/** The pending fixes beside those that a baseline allows. */
export interface BaselineReport {
  /** Relative to the root. */
  readonly path: string;
  /** Pending fixes that it allows. */
  readonly allowed: number;
  readonly more: readonly BaselineDifference[];
  /** What it could be lowered to. */
  readonly fewer: readonly BaselineDifference[];
}

/** How many fixes of a transform were found in a file, and how many a baseline allows there. */
export interface BaselineDifference {
  readonly path: string;
  readonly transform: string;
  /** They are the unsafe ones. */
  readonly unsafe?: boolean;
  readonly found: number;
  readonly allowed: number;
  /** The file is not there any more. */
  readonly gone?: boolean;
}

/** What a run did for the items of a checklist. */
export interface ChecklistReport {
  /** Relative to the root, or absolute when it lies elsewhere. */
  readonly path: string;
  readonly items: readonly ItemReport[];
  /** Lines of the items that the run ticks; absent unless it was to. */
  readonly ticked?: readonly number[];
}

/** The document of `plan -f json`, and what its other formats are made from. */
export interface Plan {
  readonly version: 1;
  /** Relative to the root, or absolute when it lies elsewhere. */
  readonly checklist: string;
  /** Absolute path of the folder all paths are relative to. */
  readonly root: string;
  readonly summary: PlanSummary;
  readonly items: readonly ItemReport[];
}

export interface PlanSummary {
  readonly items: number;
  readonly verdicts: { readonly [verdict in Verdict]: number };
  /** Items marked as done that do not hold. */
  readonly tickedButOpen: number;
  /** Places that can be fixed, each counted once however many items ask for it. */
  readonly fixes: number;
  /** Further ones that need `--unsafe`. */
  readonly unsafeFixes: number;
}

export type Severity = 'critical' | 'high' | 'medium' | 'low';

export type Verdict = 'fixed' | 'fixable' | 'holds already' | 'partly' | 'not applicable' | 'needs a person' | 'not recognised';

/** What the code says about an item of a checklist. */
export interface ItemReport {
  /** Line in the checklist, starting at 1. */
  readonly line: number;
  readonly text: string;
  /** The headings above it, outermost first: `Security > CORS`. */
  readonly heading: string;
  readonly parent?: string;
  readonly severity?: Severity;
  /** Whether it is marked as done; absent where nothing marks it either way. */
  readonly checked?: boolean;
  /** Marked as done although it does not hold. */
  readonly tickedButOpen?: true;
  /** What it was recognised as. */
  readonly transforms: readonly string[];
  readonly verdict: Verdict;
  /** Why, in one sentence. */
  readonly reason: string;
  /** What else there is to know: references that lead nowhere, places that comments keep. */
  readonly notes?: readonly string[];
  /** Places the item names come first. */
  readonly evidence: readonly Evidence[];
  /** Places that can be fixed, or were. */
  readonly fixes: number;
  /** Places that could be fixed with `--unsafe`. */
  readonly unsafeFixes: number;
  /** What a person is to do. */
  readonly advice?: string;
}

/** A place in code, or in a file of the repository, that speaks for or against an item. */
export interface Evidence {
  readonly path: string;
  readonly line?: number;
  readonly message: string;
  /** It speaks for the item. */
  readonly holds: boolean;
  /** The item names this place. */
  readonly referenced?: boolean;
  readonly transform: string;
  /** Id of the site; absent for what is about a repository or a file that is no code. */
  readonly site?: string;
  /** The fix there is: this run's, one that a run would make, or one that needs `--unsafe`. */
  readonly fix?: 'fixed' | 'pending' | 'unsafe';
}
