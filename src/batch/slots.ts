/** Lets so many work at a time. Who waits for another machine gives his place up meanwhile, and has it back before those who never had one. */
export class Slots {
  #free: number;
  readonly #queue: (() => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  async within<T>(work: () => Promise<T>): Promise<T> {
    await this.#enter((next) => this.#queue.push(next));
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** Called from `within`. */
  async without<T>(wait: () => Promise<T>): Promise<T> {
    this.#leave();
    try {
      return await wait();
    } finally {
      await this.#enter((next) => this.#queue.unshift(next));
    }
  }

  async #enter(lineUp: (next: () => void) => void): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>(lineUp);
  }

  #leave(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#free += 1;
  }
}
