import type { Review } from './review.ts';

/** Files nobody looked into, by the reason; and those that could not be read. */
export function SkippedView({ review }: { readonly review: Review }) {
  const { skipped, errors } = review.state.value!;
  const groups = [...Map.groupBy(skipped, ({ reason, transform }) => (transform ? `${reason} (${transform} only)` : reason))];
  return (
    <main class="page" aria-labelledby="skipped-title">
      <h2 id="skipped-title">Skipped files</h2>
      <p class="intro">Not changed because of what they are for.</p>
      {errors.length > 0 && (
        <section class="block">
          <h3>Could not be read <span class="count">{errors.length}</span></h3>
          <ul class="files">{errors.map(({ path, message }) => <li key={path}><bdi>{path}</bdi><p>{message}</p></li>)}</ul>
        </section>
      )}
      {groups.map(([reason, files]) => (
        <details class="block" key={reason} open={files.length <= 50}>
          <summary><h3>{reason} <span class="count">{files.length}</span></h3></summary>
          <ul class="files">{files.map(({ path }) => <li key={path}><bdi>{path}</bdi></li>)}</ul>
        </details>
      ))}
      {skipped.length + errors.length === 0 && <p class="empty">No file was skipped.</p>}
    </main>
  );
}
