import { PatchDiff } from './PatchDiff.tsx';
import type { Review } from './review.ts';

/** Below the diff of a file: what its fixes need elsewhere. */
export function FileProjectFiles({ review, path }: { readonly review: Review; readonly path: string }) {
  const asks = (site: string) => review.entry(site)?.fix.peek().path === path;
  const files = review.state.value!.projectFiles.filter(({ sites }) => sites.some(asks));
  if (files.length === 0) return null;
  return (
    <section class="with-it" aria-label="Project files these fixes ask for">
      <h3>The fixes of this file also need</h3>
      {files.map((file) => (
        <details key={file.path} open={files.length < 3}>
          <summary><bdi>{file.path}</bdi> {file.created && <span class="badge">new</span>}</summary>
          <PatchDiff path={file.path} patch={file.diff} />
        </details>
      ))}
    </section>
  );
}
