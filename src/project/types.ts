/** A file as text with LF line ends; the path is POSIX and relative to the root. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}
