import { performance } from 'node:perf_hooks';
import { TIMED } from '../engine/timed.ts';
import { note } from './output.ts';

/** What each part of a run does, in their order. */
const PARTS: { readonly [part: string]: string } = {
  list: 'listing files', load: 'loading transforms', read: 'reading files', facts: 'finding out about the project',
  collect: 'collecting what rules ask of other files', check: 'looking at files and verifying fixes', support: 'changes beside the code', save: 'keeping it for the next run',
};

/** Says on standard error how many milliseconds each part of the run took. */
export function tellTiming(): void {
  const measures = performance.getEntriesByType('measure').filter(({ name }) => name.startsWith(TIMED));
  for (const [part, words] of Object.entries(PARTS)) {
    const took = measures.filter(({ name }) => name === TIMED + part).reduce((sum, { duration }) => sum + duration, 0);
    note(`${took.toFixed(0).padStart(6)} ms ${words}`);
  }
  note(`${performance.now().toFixed(0).padStart(6)} ms in all, since the process started`);
}
