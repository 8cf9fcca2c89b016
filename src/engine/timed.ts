/** What the measures of `performance` are called that say how long a part of a run took. */
export const TIMED = 'checkmod:';

/** Measures a part of a run for whoever asks `performance` for it. */
export async function timed<T>(part: string, work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    performance.measure(TIMED + part, { start, end: performance.now() });
  }
}
