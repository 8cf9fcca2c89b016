import { useEffect } from 'preact/hooks';
import { ApplyDialog } from './ApplyDialog.tsx';
import { Banners } from './Banners.tsx';
import { DiffPane } from './DiffPane.tsx';
import { FilterBar } from './FilterBar.tsx';
import { FixList } from './FixList.tsx';
import { Header } from './Header.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { listenToKeys } from './keyboard.ts';
import { LeftView } from './LeftView.tsx';
import { ProjectView } from './ProjectView.tsx';
import type { Review } from './review.ts';
import { SkippedView } from './SkippedView.tsx';
import { TodoView } from './TodoView.tsx';
import { view } from './view-state.ts';

export function App({ review }: { readonly review: Review }) {
  useEffect(() => listenToKeys(review), [review]);
  if (review.ended.value) return <main class="alone"><h1>The review has ended</h1><p>What you decided is kept. You can close this page.</p></main>;
  if (review.failure.value) return <main class="alone"><h1>No review</h1><p role="alert">{review.failure.value}</p></main>;
  if (!review.state.value) return <main class="alone" aria-busy="true"><h1>Loading the review…</h1></main>;
  return (
    <div class="app">
      <Header review={review} />
      <Banners review={review} />
      <Fixes review={review} />
      {view.value === 'left' && <LeftView review={review} />}
      {view.value === 'todo' && <TodoView review={review} />}
      {view.value === 'project' && <ProjectView review={review} />}
      {view.value === 'skipped' && <SkippedView review={review} />}
      <HelpDialog review={review} />
      {review.live && <ApplyDialog review={review} />}
    </div>
  );
}

/** Stays in the page while another view is in sight: its rows are many. */
function Fixes({ review }: { readonly review: Review }) {
  return (
    <main class="fixes" hidden={view.value !== 'fixes'} data-pane={review.navigation.pane}>
      <nav class="list-pane" aria-label="Fixes">
        <FilterBar review={review} />
        <FixList review={review} />
      </nav>
      <DiffPane review={review} />
    </main>
  );
}
