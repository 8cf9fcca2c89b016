import { COMMANDS } from './commands.ts';
import { Dialog } from './Dialog.tsx';
import type { Review } from './review.ts';
import { dialog } from './view-state.ts';

/** Every key of the page. */
export function HelpDialog({ review }: { readonly review: Review }) {
  if (dialog.value !== 'help') return null;
  return (
    <Dialog title="Keys">
      <table class="keys">
        <tbody>
          {COMMANDS.filter(({ changes }) => review.live || !changes).map(({ key, says }) => <tr key={key}><th scope="row"><kbd>{key}</kbd></th><td>{says}</td></tr>)}
        </tbody>
      </table>
      <p class="note">Everything works with the mouse too. {review.live && 'Decisions are on disk as they fall; “Done” ends the review and keeps them.'}</p>
    </Dialog>
  );
}
