import type { Reason } from '../failure.ts';
import type { Job, JobResult } from '../job.ts';
import { withoutSecret } from '../url.ts';
import type { AttachmentNote } from './attachment.ts';
import { sha256 } from './sha256.ts';

/** The one queue of a Redis; workers take from it the jobs of every coordinator they believe. */
export const QUEUE = 'checkmod';
/** Few, as each that says a job is done has its result with it. */
export const MOST_EVENTS = 1000;
/** How long a job may wait, and its result. A coordinator asks anew for one that expired. */
export const LIFE_MS = 24 * 60 * 60_000;

/** What a coordinator signs. */
export interface JobMessage {
  readonly nonce: string;
  readonly expires: string;
  /** Print of its key: two that do the same work do not share a job. */
  readonly coordinator: string;
  /** Hash of the manifest. */
  readonly manifest: string;
  readonly version: string;
  /** How often a worker's failure is tried again. */
  readonly retry: number;
  /** It names the phase, the repository and the commit; not where the coordinator keeps things. */
  readonly job: Omit<Job, 'from' | 'work'>;
}

/** What a worker signs. It belongs to one job of one coordinator, so that no other one takes it. */
export interface ResultMessage {
  /** Hash of the text of the job. */
  readonly job: string;
  readonly worker: string;
  readonly attachment: AttachmentNote;
  readonly outcome:
    | { readonly kind: 'done'; readonly result: JobResult; readonly commits: readonly HandedIn[] }
    | { readonly kind: 'failed'; readonly reason: Reason };
}

/** A commit to be made from a patch: what its tree is then, and what it says. */
export interface HandedIn {
  readonly tree: string;
  readonly message: string;
}

/** A job as it leaves this machine: passwords and tokens of URLs stay behind. */
export function outgoing({ from: _, work: __, ...job }: Job): JobMessage['job'] {
  const { target, located } = job;
  const source = 'url' in target.source ? { url: withoutSecret(target.source.url) } : target.source;
  return { ...job, target: { ...target, source }, located: located.kind === 'remote' ? { ...located, url: withoutSecret(located.url) } : located };
}

/** The name of a job in Redis: the same for the same work, so that nothing is queued twice, and signed by what it is made of. */
export function idOf({ coordinator, manifest, version, retry, job }: Omit<JobMessage, 'nonce' | 'expires'>): string {
  const { now: _, ...work } = job;
  return `${job.target.id}.${job.phase}.${sha256(JSON.stringify([coordinator, manifest, version, retry, work])).slice(0, 32)}`;
}
