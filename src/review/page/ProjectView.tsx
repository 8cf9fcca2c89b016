import { PatchDiff } from './PatchDiff.tsx';
import type { Review } from './review.ts';
import { SiteLinks } from './SiteLinks.tsx';

/** Environment templates, manifests and new modules: they follow what is decided. */
export function ProjectView({ review }: { readonly review: Review }) {
  const { projectFiles } = review.state.value!;
  return (
    <main class="page wide" aria-labelledby="project-title">
      <h2 id="project-title">Project files</h2>
      <p class="intro">They follow the fixes: nothing here is decided by itself.</p>
      {projectFiles.map(({ path, created, diff, sites }) => (
        <section class="block" key={path}>
          <h3><bdi>{path}</bdi> {created && <span class="badge">new</span>}</h3>
          <SiteLinks review={review} sites={sites} />
          <PatchDiff path={path} patch={diff} />
        </section>
      ))}
      {projectFiles.length === 0 && <p class="empty">No project file changes.</p>}
    </main>
  );
}
