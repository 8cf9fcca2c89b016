import type { Answer, Applied, ApplyRequest, DecisionRequest, FileView, ManyRequest, Opened, OpenRequest, ReviewState } from '../protocol.ts';

/** Where a review comes from: its server, or the data inside a report. */
export interface Source {
  state(): Promise<ReviewState>;
  file(path: string): Promise<FileView>;
  /** What only a review under way can do; a report is read-only. */
  readonly live?: Live;
}

export interface Live {
  decide(request: DecisionRequest): Promise<Answer>;
  decideMany(request: ManyRequest): Promise<Answer>;
  undo(): Promise<Answer>;
  apply(request: ApplyRequest): Promise<Applied>;
  open(request: OpenRequest): Promise<Opened>;
  done(): Promise<void>;
  /** Calls back with each new version of the review, and when the server goes away and comes back; the answer stops that. */
  listen(onVersion: (version: number) => void, onConnection: (connected: boolean) => void): () => void;
}

/** The server is there and says no; the message is for the reader. */
export class Refused extends Error {}
