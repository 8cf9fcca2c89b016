import { EXIT } from './exit.ts';

const CODES = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.hungUp } as const;
const SIGNALS = Object.keys(CODES) as (keyof typeof CODES)[];

/** Waits for a signal that ends the program, and gives its exit code; a second one ends it at once. */
export function endSignal(): { readonly code: Promise<number>; forget(): void } {
  let isEnding = false;
  let end = (_code: number) => {};
  const code = new Promise<number>((resolve) => { end = resolve; });
  const onSignal = (signal: keyof typeof CODES) => {
    if (isEnding) process.exit(CODES[signal]);
    isEnding = true;
    end(CODES[signal]);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return { code, forget: () => SIGNALS.forEach((signal) => process.off(signal, onSignal)) };
}
