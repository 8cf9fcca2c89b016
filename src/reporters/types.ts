import type { Report } from '../report.ts';

/** What a transform says of itself. */
export interface About {
  readonly title: string;
  readonly why: string;
  /** Its README, in Markdown. */
  readonly help?: string;
}

export interface ReporterOptions {
  readonly color: boolean;
  /** Columns that prose is wrapped to; lines of code never are. */
  readonly width: number;
  /** The run was to write, whether it came to it or not. */
  readonly write: boolean;
  /** Show everything, however long. */
  readonly full: boolean;
  /** The command that made the report, without its format and output: hints build on it. */
  readonly command: string;
  /** That command for one file, by its path in the report. */
  readonly commandFor: (path: string) => string;
  /** Of checkmod. */
  readonly version: string;
  /** By id; transforms that nothing is known of are not among them. */
  readonly about: ReadonlyMap<string, About>;
  /** Where a line of a file can be looked at; absent where nobody knows. */
  readonly linkTo?: (path: string, line: number) => string;
  /** Says what a format had to leave out. */
  readonly note: (message: string) => void;
}

/** Turns a report into one format: a text, or bytes where a text has no one encoding. Pure: it prints nothing and reads nothing. */
export type Reporter<T extends string | Uint8Array = string | Uint8Array> = (report: Report, options: ReporterOptions) => T;
