import { useSignal } from '@preact/signals';
import type { Applied } from '../protocol.ts';
import { copy } from './actions.ts';
import { closeDialog, Dialog } from './Dialog.tsx';
import type { Review } from './review.ts';
import { dialog } from './view-state.ts';

interface Props {
  readonly review: Review;
}

/** Asks before anything is written, then says what was. */
export function ApplyDialog({ review }: Props) {
  if (dialog.value !== 'apply') return null;
  return <Dialog title="Apply accepted fixes"><Steps review={review} /></Dialog>;
}

function Steps({ review }: Props) {
  const applied = useSignal<Applied | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const busy = useSignal(false);
  const apply = async (tick: boolean) => {
    busy.value = true;
    problem.value = undefined;
    try {
      applied.value = await review.apply(tick);
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
    }
    busy.value = false;
  };
  if (applied.value) return <Result review={review} applied={applied.value} />;
  return <Question review={review} busy={busy.value} problem={problem.value} apply={apply} />;
}

interface QuestionProps extends Props {
  readonly busy: boolean;
  readonly problem: string | undefined;
  apply(tick: boolean): Promise<void>;
}

function Question({ review, busy, problem, apply }: QuestionProps) {
  const tick = useSignal(false);
  const { checklist } = review.state.value!;
  const accepted = review.entries.value.map(({ fix }) => fix.value).filter(({ decision }) => decision === 'accepted');
  const files = new Set(accepted.map(({ path }) => path)).size;
  return (
    <>
      <p>Writes {accepted.length} accepted {accepted.length === 1 ? 'fix' : 'fixes'} into {files} {files === 1 ? 'file' : 'files'}. What is undecided or rejected stays as it is.</p>
      {checklist !== undefined && (
        <label><input type="checkbox" checked={tick.value} onChange={({ currentTarget }) => { tick.value = currentTarget.checked; }} /> Tick the items of <bdi>{checklist}</bdi> that hold then</label>
      )}
      {problem && <pre class="problem" role="alert">{problem}</pre>}
      <div class="form-tools">
        <button type="button" class="primary" data-action="confirm-apply" disabled={busy} onClick={() => void apply(tick.value)}>{busy ? 'Writing…' : 'Write the files'}</button>
        <button type="button" onClick={closeDialog}>Cancel</button>
      </div>
    </>
  );
}

function Result({ review, applied: { written, undo, changedMeanwhile } }: Props & { readonly applied: Applied }) {
  return (
    <div role="status" data-applied>
      <p>{written.length} {written.length === 1 ? 'file was' : 'files were'} written.</p>
      <ul class="files">{written.map((path) => <li key={path}><bdi>{path}</bdi></li>)}</ul>
      {changedMeanwhile.length > 0 && <p class="why">Changed by somebody else since the review began, and computed anew: {changedMeanwhile.join(', ')}</p>}
      {undo !== undefined && <p>To undo: <code>{undo}</code> <button type="button" onClick={() => void copy(review, undo)}>Copy</button></p>}
      <div class="form-tools"><button type="button" class="primary" onClick={closeDialog}>Close</button></div>
    </div>
  );
}
