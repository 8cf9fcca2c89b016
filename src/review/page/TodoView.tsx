import type { Review } from './review.ts';
import { SiteLinks } from './SiteLinks.tsx';

/** What no rewrite can do and a person has to. */
export function TodoView({ review }: { readonly review: Review }) {
  const { actions } = review.state.value!;
  return (
    <main class="page" aria-labelledby="todo-title">
      <h2 id="todo-title">To do by you</h2>
      <p class="intro">What the accepted fixes need and no rewrite can do.</p>
      <ul class="todo">
        {actions.map(({ kind, name, message, sites }) => (
          <li key={`${kind} ${name}`}>
            <span class="badge">{kind}</span> <strong>{name}</strong>
            <p>{message}</p>
            <SiteLinks review={review} sites={sites} />
          </li>
        ))}
      </ul>
      {actions.length === 0 && <p class="empty">Nothing is left to do by hand.</p>}
    </main>
  );
}
