import { checkOut, locate, reset } from '../batch/checkout.ts';
import { readTree } from '../batch/dry-run.ts';
import { reasonOf } from '../batch/failure.ts';
import { makeCallingFolder } from '../batch/own-git.ts';
import { RepositoryError } from '../batch/types.ts';
import type { WorkFolder } from '../batch/work-folder.ts';
import { GitError } from '../engine/run-git.ts';
import { UsageError } from '../errors.ts';
import type { OpenRun, Outcome } from '../open-run.ts';
import type { ReviewedRepository } from './repository.ts';

const MOST_OPEN = 3;

interface Open {
  readonly run: OpenRun;
  /** What was looked at last, and under which choices. */
  readonly under: string;
  readonly outcome: Outcome;
}

/** Repositories that are open, as one of their files is looked at: a few, and the one looked at longest ago is closed for the next. */
export class Looks {
  readonly #work: WorkFolder;
  /** Folder of the manifest. */
  readonly #from: string;
  readonly #open = new Map<string, Open>();
  /** One after the other: each may need all of the machine. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(work: WorkFolder, from: string) {
    this.#work = work;
    this.#from = from;
  }

  /** A repository as all that is not rejected makes it. Throws `UsageError`. */
  outcome(repository: ReviewedRepository): Promise<Outcome> {
    const turn = this.#last.then(() => this.#look(repository));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async close(): Promise<void> {
    await this.#last;
    for (const { run } of this.#open.values()) await run.close();
  }

  async #look(repository: ReviewedRepository): Promise<Outcome> {
    const { id } = repository.target;
    const known = this.#open.get(id);
    const choices = repository.rejected();
    const under = JSON.stringify(choices);
    if (known?.under === under) return known.outcome;
    const run = known?.run ?? await this.#read(repository).catch((error: unknown) => { throw told(error, repository.target.name); });
    const outcome = await run.outcome({ unsafe: true, choices });
    this.#open.delete(id);
    this.#open.set(id, { run, under, outcome });
    for (const [other, { run: oldest }] of [...this.#open].slice(0, -MOST_OPEN)) {
      this.#open.delete(other);
      await oldest.close();
    }
    return outcome;
  }

  /** Its checkout, as the plan saw it: it may be at the commits that were made since, or gone. */
  async #read({ target, planned: { base } }: ReviewedRepository): Promise<OpenRun> {
    const tree = this.#work.tree(target.id);
    if (!await reset(tree, base).then(() => true, () => false)) {
      await makeCallingFolder(this.#work.path);
      await checkOut(await locate(target, this.#work.path), tree, this.#work.path);
      // A shallow clone has no commit but the last one.
      await reset(tree, base).catch(() => { throw new UsageError(`${target.name} changed since its plan; checkmod batch plan looks at it again`); });
    }
    return (await readTree(tree, this.#from, target.settings)).run;
  }
}

/** What costs a repository in another command is an answer here: it cannot be looked at, and why. */
function told(error: unknown, name: string): unknown {
  const isForeseen = error instanceof RepositoryError || error instanceof GitError;
  return isForeseen ? new UsageError(`${name} cannot be looked at: ${reasonOf(error).reason}`) : error;
}
