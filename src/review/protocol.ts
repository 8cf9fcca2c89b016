/**
 * What the review page and its server say to each other: JSON over HTTP, the only types both sides know. Lines and columns
 * start at 1, columns in UTF-16 units, ends exclusive, of the file as it is on disk; paths are POSIX, relative to the root.
 *
 * | request | body | answer |
 * |---|---|---|
 * | `GET /api/state` | | `ReviewState` |
 * | `GET /api/file?path=` | | `FileView` |
 * | `GET /api/decisions` | | the decisions file |
 * | `PUT /api/decisions` | `DecisionRequest` | `Answer` |
 * | `POST /api/decisions` | `ManyRequest` | `Answer` |
 * | `POST /api/undo` | | `Answer`; `error` when there is nothing to undo |
 * | `POST /api/apply` | `ApplyRequest` | `Applied`; 409 with `Problem` when nothing could be written |
 * | `GET /api/patch` | | the patch of what is accepted |
 * | `POST /api/open` | `OpenRequest` | `Opened` |
 * | `POST /api/done` | | nothing; the server ends |
 * | `GET /api/events` | | server-sent events: `state` with a `StateChange` after each change |
 *
 * Anything refused answers 4xx with a `Problem`.
 */

export type Decision = 'accepted' | 'rejected' | 'undecided';

/** A place that can be fixed, as one row of the list. */
export interface ReviewFix {
  readonly site: string;
  readonly transform: string;
  readonly path: string;
  /** Name of the repository, where the review is over several. */
  readonly repository?: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly scope: string;
  readonly message: string;
  readonly safety: 'safe' | 'unsafe';
  /** What may surprise about an unsafe fix. */
  readonly why?: string;
  readonly before: string;
  readonly after: string;
  /** Fixes of one group are decided together. */
  readonly group?: string;
  /** The same for fixes that make the same change once names, strings and numbers are blanked. */
  readonly shape: string;
  readonly items: readonly { readonly line: number; readonly text: string }[];
  readonly decision: Decision;
  /** Decided by a rule about its shape, not by itself. */
  readonly ruled?: true;
  /** Why it was rejected. */
  readonly reason?: string;
  /** Rejected for good: a comment that says so goes into the code. */
  readonly ignore?: true;
  /** The new text as a person changed it. */
  readonly text?: string;
  /** Why this fix is not in the result although nobody rejected it: verification, a group, an overlap. */
  readonly left?: string;
}

/** A place that was found and is left as it is. */
export interface LeftPlace {
  readonly site: string;
  readonly transform: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
  readonly reason: string;
  readonly status: 'left' | 'suppressed' | 'deferred';
  readonly before: string;
}

export interface ReviewState {
  /** Grows with each change. */
  readonly version: number;
  readonly root: string;
  /** The transforms' titles, by id. */
  readonly titles: { readonly [transform: string]: string };
  /** In the order of the files and of the places in them. */
  readonly fixes: readonly ReviewFix[];
  readonly left: readonly LeftPlace[];
  /** Files kept out by their zone, or for one transform only. */
  readonly skipped: readonly { readonly path: string; readonly reason: string; readonly transform?: string }[];
  /** Environment templates, manifests, new modules: what the fixes that are not rejected need, with their sites. */
  readonly projectFiles: readonly { readonly path: string; readonly created: boolean; readonly diff: string; readonly sites: readonly string[] }[];
  /** To be done by a person. */
  readonly actions: readonly { readonly kind: string; readonly name: string; readonly message: string; readonly sites: readonly string[] }[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  /** What the reviewer should know: decisions whose place is gone, files that changed meanwhile. */
  readonly notes: readonly string[];
  /** How many there are, where the review is over several: it shows their fixes only, and others apply what is accepted. */
  readonly repositories?: number;
  /** Path of the checklist the run is for. */
  readonly checklist?: string;
  /** What was written last. */
  readonly applied?: Applied;
  readonly canUndo: boolean;
}

export interface StateChange {
  readonly version: number;
}

/** A file with what the fixes that are not rejected make of it. */
export interface FileView {
  readonly path: string;
  readonly version: number;
  /** The text on disk when the review began, LF line ends. */
  readonly before: string;
  readonly after: string;
  /** Each fix of this file with the line of `before` it begins at and ends at, and of `after`; a rejected one has none there. */
  readonly marks: readonly Mark[];
}

export interface Mark {
  readonly site: string;
  readonly beforeLine: number;
  readonly beforeEndLine: number;
  readonly afterLine?: number;
}

/** One decision; it covers the fix's whole group. `text` replaces the fix's new text, `ignore` goes with `rejected`. */
export interface DecisionRequest {
  readonly site: string;
  readonly decision: Decision;
  readonly reason?: string;
  readonly text?: string;
  readonly ignore?: true;
}

/** One decision about many fixes, undone in one step. */
export interface ManyRequest {
  readonly sites: readonly string[];
  readonly decision: Decision;
  readonly reason?: string;
  /** Over several repositories: about all fixes of the shapes that these have, also those that are found later. */
  readonly rule?: true;
}

export interface Answer {
  readonly version: number;
  /** The fixes that are not as they were. */
  readonly changed: readonly ReviewFix[];
}

export interface ApplyRequest {
  /** Also tick the items of the checklist that hold then. */
  readonly tick?: true;
}

export interface Applied {
  readonly version: number;
  readonly written: readonly string[];
  /** The command that brings the old texts back. */
  readonly undo?: string;
  /** Files that somebody else changed since the review began. */
  readonly changedMeanwhile: readonly string[];
}

export interface OpenRequest {
  readonly path: string;
  readonly line: number;
}

export interface Opened {
  /** False where no graphical editor is known: the page copies `path:line` then. */
  readonly opened: boolean;
}

export interface Problem {
  readonly error: string;
}
