import { useSignal } from '@preact/signals';
import type { ReviewFix } from '../protocol.ts';
import type { Review } from './review.ts';
import { useFocus } from './use-focus.ts';
import { form } from './view-state.ts';

const REASONS = ['Intended here', 'Handled elsewhere', 'Too risky now', 'Will be done by hand', 'Not production code'];

export function RejectForm({ review, fix }: { readonly review: Review; readonly fix: ReviewFix }) {
  const field = useFocus<HTMLInputElement>();
  const reason = useSignal(fix.reason ?? '');
  const ignore = useSignal(fix.ignore ?? false);
  const close = () => { form.value = undefined; };
  const save = () => {
    const text = reason.value.trim();
    close();
    void review.decide({ site: fix.site, decision: 'rejected', ...(text && { reason: text }), ...(ignore.value && { ignore: true }) });
  };
  return (
    <form class="form" onSubmit={(event) => { event.preventDefault(); save(); }} onKeyDown={({ key }) => { if (key === 'Escape') close(); }}>
      <div class="reasons" role="group" aria-label="Usual reasons">
        {REASONS.map((one) => <button type="button" key={one} aria-pressed={reason.value === one} onClick={() => { reason.value = one; }}>{one}</button>)}
      </div>
      <input ref={field} type="text" aria-label="Reason" placeholder="Reason" value={reason.value} onInput={({ currentTarget }) => { reason.value = currentTarget.value; }} />
      {!review.isOverMany && <label><input type="checkbox" checked={ignore.value} onChange={({ currentTarget }) => { ignore.value = currentTarget.checked; }} /> Never here: write a <code>checkmod-ignore</code> comment into the code</label>}
      <div class="form-tools">
        <button type="submit" class="primary">Reject</button>
        <button type="button" onClick={close} title="Escape">Cancel</button>
      </div>
    </form>
  );
}
