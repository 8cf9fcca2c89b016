/** A file as text with LF line ends; the path is POSIX and relative to the root. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** What `scan` tells of a file's text, which depends on nothing else but how the file is called; or what it told before. */
export type ScanOnce = <T>(path: string, text: string, scan: () => T) => T;
