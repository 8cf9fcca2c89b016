import { openSafeFixes } from './actions.ts';
import { ProgressBar } from './ProgressBar.tsx';
import type { Review } from './review.ts';
import { dialog, nextTheme, theme, type View, view } from './view-state.ts';

interface Props {
  readonly review: Review;
}

export function Header({ review }: Props) {
  const { accepted, rejected, total } = review.progress.value;
  return (
    <header class="header">
      <div class="brand">
        <h1>{review.isOverMany ? 'checkmod batch review' : 'checkmod review'}</h1>
        <span class="root" title={review.state.value!.root}><bdi>{review.state.value!.root}</bdi></span>
      </div>
      <Tabs review={review} />
      <div class="overall">
        <ProgressBar progress={review.progress.value} />
        <span>{accepted + rejected} of {total} decided</span>
      </div>
      <div class="tools" role="group" aria-label="Review">
        {review.live && <LiveTools review={review} />}
        <button type="button" class="icon" onClick={nextTheme} aria-label={theme.value === 'dark' ? 'Light colours' : 'Dark colours'} title="Light or dark">{theme.value === 'dark' ? '☀' : '☾'}</button>
        <button type="button" class="icon" onClick={() => { dialog.value = 'help'; }} aria-label="Help" title="Help (?)">?</button>
      </div>
    </header>
  );
}

function LiveTools({ review }: Props) {
  const safe = openSafeFixes(review);
  const { accepted } = review.progress.value;
  return (
    <>
      <button type="button" disabled={!review.canUndo.value} onClick={() => void review.undo()} title="Undo the last decision (u)">Undo</button>
      <button type="button" disabled={safe.length === 0} onClick={() => void review.decideMany(safe, 'accepted')} title="Accept all safe fixes that are shown and undecided">Accept safe ({safe.length})</button>
      {!review.isOverMany && (
        <>
          <a class="button" href="/api/patch" download="checkmod.patch" title="The patch of what is accepted">Patch</a>
          <button type="button" class="primary" data-action="apply" disabled={accepted === 0} onClick={() => { dialog.value = 'apply'; }}>Apply ({accepted})</button>
        </>
      )}
      <button type="button" data-action="done" onClick={() => void review.done()} title="End the review; decisions are kept">Done</button>
    </>
  );
}

function Tabs({ review }: Props) {
  const { left, actions, projectFiles, skipped, errors, repositories } = review.state.value!;
  if (repositories !== undefined) return <span class="root">{repositories} {repositories === 1 ? 'repository' : 'repositories'}</span>;
  const tabs: readonly (readonly [View, string, number])[] = [
    ['fixes', 'Fixes', review.entries.value.length],
    ['left', 'Left alone', left.length],
    ['todo', 'To do', actions.length],
    ['project', 'Project files', projectFiles.length],
    ['skipped', 'Skipped', skipped.length + errors.length],
  ];
  return (
    <nav class="tabs" aria-label="Views">
      {tabs.map(([name, title, count]) => (
        <button type="button" key={name} data-view={name} aria-current={view.value === name ? 'page' : undefined} onClick={() => { view.value = name; }}>
          {title} <span class="count">{count}</span>
        </button>
      ))}
    </nav>
  );
}
