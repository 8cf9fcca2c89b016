import type { Limits } from './child.ts';
import type { Settings } from './manifest.ts';
import { megabytes, milliseconds } from './units.ts';

const TIME = '15m';
const MEMORY = '4GB';

/** What one repository may cost, by its settings. */
export function limitsOf({ limits: { time = TIME, memory = MEMORY } = {} }: Settings, signal: AbortSignal | undefined): Limits {
  return { timeMs: milliseconds(time), memoryMb: megabytes(memory), signal };
}
