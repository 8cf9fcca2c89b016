import { useEffect } from 'preact/hooks';
import type { Review } from './review.ts';

const MESSAGE_MS = 5_000;

/** What the reader should know: the server is gone, places are gone, the last action failed. */
export function Banners({ review }: { readonly review: Review }) {
  return (
    <>
      {!review.connected.value && (
        <p class="banner error" role="alert" data-banner="lost">The server does not answer. What was decided before is on disk; this page goes on by itself when the server is back, or start <code>checkmod review</code> again.</p>
      )}
      <LastWrite review={review} />
      {review.state.value!.notes.map((note) => <p class="banner" key={note}>{note}</p>)}
      <Toast review={review} />
    </>
  );
}

/** Outlives the dialog that wrote, and a reload. */
function LastWrite({ review }: { readonly review: Review }) {
  const applied = review.state.value!.applied;
  if (!applied) return null;
  return (
    <p class="banner done" data-banner="applied">
      {applied.written.length} {applied.written.length === 1 ? 'file was' : 'files were'} written.
      {applied.undo !== undefined && <> To undo: <code>{applied.undo}</code></>}
    </p>
  );
}

function Toast({ review: { message } }: { readonly review: Review }) {
  const shown = message.value;
  useEffect(() => {
    if (!shown || shown.tone === 'error') return undefined;
    const timer = setTimeout(() => { message.value = undefined; }, MESSAGE_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div class="toasts" role="status">
      {shown && (
        <p class={`toast ${shown.tone}`}>
          <span>{shown.text}</span>
          <button type="button" class="icon" aria-label="Close the message" onClick={() => { message.value = undefined; }}>×</button>
        </p>
      )}
    </div>
  );
}
