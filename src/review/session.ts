import type { Answer, ApplyRequest, Applied, DecisionRequest, FileView, ManyRequest, ReviewState } from './protocol.ts';

/** A review under way: what the server asks on behalf of the page. Each change is on disk before its promise is kept. */
export interface ReviewSession {
  readonly root: string;
  state(): ReviewState;
  /** Throws `UsageError` for a path without a fix. */
  file(path: string): Promise<FileView>;
  /** The decisions file as plain data. */
  decisions(): unknown;
  /** Throws `UsageError` for an unknown site, and for a text that breaks the file, with the parser's words. */
  decide(request: DecisionRequest): Promise<Answer>;
  decideMany(request: ManyRequest): Promise<Answer>;
  undo(): Promise<Answer>;
  /** Throws `UsageError` when nothing could be written. */
  apply(request: ApplyRequest): Promise<Applied>;
  patch(): Promise<string>;
  /** Calls the listener after each change; the answer stops that. */
  onChange(listener: (version: number) => void): () => void;
  close(): Promise<void>;
}
