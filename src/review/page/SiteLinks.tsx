import type { Review } from './review.ts';
import { view } from './view-state.ts';

const MOST = 20;

/** Links to the fixes that ask for something. */
export function SiteLinks({ review, sites }: { readonly review: Review; readonly sites: readonly string[] }) {
  const fixes = sites.slice(0, MOST).flatMap((site) => review.entry(site)?.fix.value ?? []);
  const open = (site: string) => {
    view.value = 'fixes';
    review.navigation.select(site);
    review.navigation.pane.value = 'diff';
  };
  if (fixes.length === 0) return null;
  return (
    <p class="asked-by">
      Asked for by {fixes.map(({ site, path, line }) => <><button type="button" class="link" key={site} onClick={() => open(site)}>{path}:{line}</button> </>)}
      {sites.length > MOST && <> and {sites.length - MOST} more</>}
    </p>
  );
}
