/** How one side reaches the other. */
export interface QueueOptions {
  /** `redis://` or `rediss://`; the name and password come from the environment. */
  readonly url: string;
  /** Folder of keys; `.checkmod-keys` if absent. */
  readonly keys?: string;
  /** A folder that the coordinator and all workers see, for what is too large for the queue. */
  readonly share?: string;
}

/** How often what may have been missed is looked for: an event that a restart of Redis took with it, a job of a worker that is gone. */
export const LOOK_EVERY_MS = 5000;
