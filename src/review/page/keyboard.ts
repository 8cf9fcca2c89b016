import type { Review } from './review.ts';
import { type Command, COMMANDS } from './commands.ts';
import { dialog } from './view-state.ts';

const BY_KEY = new Map(COMMANDS.map((command) => [command.key, command]));

/** Listens for the keys of the commands, unless a text is typed or a dialog is open. */
export function listenToKeys(review: Review): () => void {
  const onKey = (event: KeyboardEvent) => {
    const command = commandOf(event);
    if (!command || (command.changes && !review.live)) return;
    event.preventDefault();
    command.run(review);
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

function commandOf(event: KeyboardEvent): Command | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || dialog.peek()) return undefined;
  const target = event.composedPath()[0];
  if (!(target instanceof Element) || target.closest('input:not([type="checkbox"]), textarea, select')) return undefined;
  // A button is pressed with Enter; a row of the list is a place to open.
  if (event.key === 'Enter' && target.closest('button, a, summary, [role="button"]') && !target.closest('[data-site]')) return undefined;
  return BY_KEY.get(event.key);
}
