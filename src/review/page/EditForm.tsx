import { useSignal } from '@preact/signals';
import type { ReviewFix } from '../protocol.ts';
import { remembered } from './preferences.ts';
import type { Review } from './review.ts';
import { useFocus } from './use-focus.ts';
import { form } from './view-state.ts';

interface Draft {
  readonly site: string;
  readonly text: string;
}

/** What is typed and not saved yet outlives a reload. */
const draft = remembered<Draft | undefined>('draft', undefined, (value) => typeof value === 'object' && value !== null && 'site' in value && 'text' in value, 'sessionStorage');

export function EditForm({ review, fix }: { readonly review: Review; readonly fix: ReviewFix }) {
  const area = useFocus<HTMLTextAreaElement>();
  const problem = useSignal<string | undefined>(undefined);
  const text = draft.value?.site === fix.site ? draft.value.text : fix.text ?? fix.after;
  const close = () => {
    draft.value = undefined;
    form.value = undefined;
  };
  const save = async (changed: string) => {
    problem.value = await review.decide({ site: fix.site, decision: 'accepted', ...(changed !== fix.after && { text: changed }) });
    if (problem.value === undefined) close();
    else review.message.value = undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save(text);
  };
  return (
    <form class="form" onSubmit={(event) => { event.preventDefault(); void save(text); }} onKeyDown={onKeyDown}>
      <textarea ref={area} aria-label="New text" aria-invalid={problem.value !== undefined} spellcheck={false} rows={Math.min(12, text.split('\n').length + 1)} value={text}
        onInput={({ currentTarget }) => { draft.value = { site: fix.site, text: currentTarget.value }; }} />
      {problem.value && <pre class="problem" role="alert">{problem.value}</pre>}
      <div class="form-tools">
        <button type="submit" class="primary" title="Ctrl+Enter">Accept this text</button>
        <button type="button" onClick={close} title="Escape">Cancel</button>
        {text !== fix.after && <button type="button" onClick={() => void save(fix.after)}>Take the original</button>}
      </div>
    </form>
  );
}
