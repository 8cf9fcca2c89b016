import type { Severity } from '../report.ts';

export type { Evidence, Severity, Verdict } from '../report.ts';

/** UTF-16 offsets into the text of the checklist as it is on disk, line ends and all, without a BOM. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A file that an item names: `api/main.py:123-125`, `workflows/planner/*`. As written; nobody has looked yet whether it exists. */
export interface Reference {
  /** POSIX, a glob where the item writes one. */
  readonly path: string;
  readonly from?: number;
  readonly to?: number;
}

/** A mark of an item's state that is no checkbox, and what it becomes when the item holds. */
export interface StatusMark extends Place {
  readonly done: string;
}

/** One thing a checklist asks for, in whatever form it is written. */
export interface ChecklistItem {
  /** Line in the file, starting at 1. */
  readonly line: number;
  /** What it says, without list marker, box, status marks and HTML comments; code keeps its backticks, links only their text. */
  readonly text: string;
  /** The headings above it, outermost first, without emoji and without the title of the document: `Security > CORS`; `''` if there are none. */
  readonly heading: string;
  /** Text of the item it is nested under. */
  readonly parent?: string;
  readonly parentLine?: number;
  /** From its own words or emoji, or those of the nearest heading that says one. */
  readonly severity?: Severity;
  readonly form: 'checkbox' | 'numbered' | 'bullet' | 'row' | 'line';
  /** Whether it is marked as done, by a box or a status mark; absent where nothing marks it either way. */
  readonly checked?: boolean;
  /** The character between the brackets of a GFM checkbox. */
  readonly box?: Place;
  /** Other marks of its state: status emoji, a status column. */
  readonly marks: readonly StatusMark[];
  /** What it names, with the `References:` and `Files to update` lines that belong to it. */
  readonly references: readonly Reference[];
  /** Ids of `<!-- checkmod: id, id -->` on it; an empty list for `<!-- checkmod: none -->`. */
  readonly override?: readonly string[];
}

export interface Checklist {
  readonly items: readonly ChecklistItem[];
  /** Lines such as `0 % Complete` and `Status: not started` that count or sum up items: nobody's item. */
  readonly summaries: readonly Place[];
}

/** A transform that an item asks for. */
export interface Match {
  readonly transform: string;
  /** The item's own words ask for it, rather than its parent or heading. */
  readonly direct: boolean;
  /**
   * What the item asks beyond what the name of the transform stands for, in its own words: `100 req/min per IP`, `with
   * database connectivity`. What code shows about the transform is then no proof that the item holds.
   */
  readonly beyond?: string;
}

/** What an item was recognised as. No transform and no advice: it is not recognised. */
export interface Recognised {
  readonly transforms: readonly Match[];
  /** Transforms that know something about what the item wants tried or looked at: nothing is changed for it. */
  readonly verifies?: readonly string[];
  /** For what only a person can do: one honest line. */
  readonly topic?: { readonly name: string; readonly advice: string };
}
