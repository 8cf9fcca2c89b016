import type { ReviewFix } from '../protocol.ts';
import { copy } from './actions.ts';
import { EditForm } from './EditForm.tsx';
import { placesOf } from './groups.ts';
import { RejectForm } from './RejectForm.tsx';
import type { Review } from './review.ts';
import { form } from './view-state.ts';
import { visible } from './visible.ts';

interface Props {
  readonly review: Review;
  readonly site: string;
}

interface CardProps {
  readonly review: Review;
  readonly fix: ReviewFix;
}

/** A fix where it stands in the diff: why, how sure, and what to do about it. */
export function FixCard({ review, site }: Props) {
  const entry = review.entry(site);
  if (!entry) return null;
  const fix = entry.fix.value;
  const kind = form.value?.site === site ? form.value.kind : undefined;
  return (
    <article class="card" data-card={site} data-decision={fix.decision} data-selected={entry.selected.value ? '' : undefined} aria-label={`Fix at line ${fix.line}`}>
      <Buttons review={review} fix={fix} />
      <Facts review={review} fix={fix} />
      {kind === 'edit' && <EditForm key={site} review={review} fix={fix} />}
      {kind === 'reject' && <RejectForm key={site} review={review} fix={fix} />}
    </article>
  );
}

function Buttons({ review, fix }: CardProps) {
  const { site, decision, ruled } = fix;
  const decide = (verdict: 'accepted' | 'rejected') => {
    review.navigation.select(site);
    void review.decide({ site, decision: decision === verdict && !ruled ? 'undecided' : verdict });
  };
  const open = (kind: 'edit' | 'reject') => {
    review.navigation.select(site);
    form.value = { site, kind };
  };
  return (
    <div class="card-head">
      <span class="tier" data-safety={fix.safety}>{fix.safety}</span>
      <button type="button" class="link" onClick={() => review.navigation.select(site)} title={fix.transform}>{review.state.value?.titles[fix.transform] ?? fix.transform}</button>
      {review.live && (
        <span class="card-tools">
          <button type="button" class="accept" aria-pressed={decision === 'accepted'} onClick={() => decide('accepted')}>Accept</button>
          <button type="button" class="reject" aria-pressed={decision === 'rejected'} onClick={() => decide('rejected')}>Reject</button>
          <button type="button" onClick={() => open('reject')} aria-label="Reject with a reason">Reason…</button>
          {!review.isOverMany && <button type="button" onClick={() => open('edit')}>Edit</button>}
          <button type="button" class="icon" aria-label="Copy a link to this fix" title="Copy a link to this fix" onClick={() => void copy(review, new URL(review.navigation.linkTo(site), location.href).href)}>#</button>
        </span>
      )}
    </div>
  );
}

function Facts({ review, fix }: CardProps) {
  return (
    <>
      <p class="message">{visible(fix.message)}{fix.scope && <> <span class="scope">in <code>{visible(fix.scope)}</code></span></>}</p>
      {fix.why && <p class="why">{visible(fix.why)}</p>}
      {fix.left && <p class="why">Not in the result: {visible(fix.left)}</p>}
      {fix.decision === 'rejected' && <Rejected fix={fix} />}
      {fix.text !== undefined && <p class="note">The new text was edited.</p>}
      {fix.items.length > 0 && <ul class="items">{fix.items.map(({ line, text }) => <li key={line}>{text} <span class="scope">· line {line} of the checklist</span></li>)}</ul>}
      <Alike review={review} fix={fix} />
    </>
  );
}

/** What was turned down is no longer in the diff. */
function Rejected({ fix }: { readonly fix: ReviewFix }) {
  return (
    <>
      <p class="note">Rejected{fix.reason && <>: {visible(fix.reason)}</>}{fix.ignore && <>, with a <code>checkmod-ignore</code> comment</>}</p>
      <pre class="turned-down"><del>{visible(fix.before)}</del>{'\n'}<ins>{visible(fix.text ?? fix.after)}</ins></pre>
    </>
  );
}

/** Fixes that make the same change, and those that are decided together. */
function Alike({ review, fix }: CardProps) {
  const together = fix.group === undefined ? 0 : (review.together.value.get(fix.group)?.length ?? 1) - 1;
  const alike = review.shapes.value.get(fix.shape) ?? [];
  return (
    <>
      {together > 0 && <p class="note">Decided together with {together} other {together === 1 ? 'fix' : 'fixes'}.</p>}
      {alike.length > 1 && review.live && !review.isOverMany && (
        <p class="note">The same change in {alike.length} places: <DecideAll decide={(decision) => void review.decideMany(alike.map(({ site }) => site), decision)} /></p>
      )}
      {review.isOverMany && (
        <p class="note" data-rule={fix.ruled ? '' : undefined}>
          The same change {placesOf(alike)}: <DecideAll decide={(decision) => void review.decideShapes([fix.site], decision)} />
          {fix.ruled && <>{' · '}<button type="button" class="link" onClick={() => void review.decideShapes([fix.site], 'undecided')}>take that back</button></>}
        </p>
      )}
    </>
  );
}

function DecideAll({ decide }: { readonly decide: (decision: 'accepted' | 'rejected') => void }) {
  return (
    <>
      <button type="button" class="link" onClick={() => decide('accepted')}>accept all</button>{' · '}
      <button type="button" class="link" onClick={() => decide('rejected')}>reject all</button>
    </>
  );
}
