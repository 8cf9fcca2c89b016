import { dottedText, enclosingFunction, runsIn } from './nodes.ts';
import type { PyNode } from './tree.ts';

/** A quoted Python string literal. */
export function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/**
 * What failed, named from the code alone: `notify_user: cache.set failed`. Never a value: a message built from names
 * in the source cannot carry a secret.
 */
export function failureText(guarded: PyNode): string {
  const call = firstCall(guarded);
  const fn = enclosingFunction(guarded)?.field('name')?.text;
  if (call && fn) return `${fn}: ${call} failed`;
  return `${call ?? fn ?? 'module set-up'} failed`;
}

function firstCall(guarded: PyNode): string | undefined {
  for (const call of runsIn(guarded, 'call')) {
    const name = dottedText(call.field('function'));
    if (name) return name;
  }
  return undefined;
}
