import type { Group } from './groups.ts';
import type { Review } from './review.ts';
import { form, view } from './view-state.ts';

type Verdict = 'accepted' | 'rejected';

/** Decides about the fix that is looked at and goes on to the next open one. */
export function decideAndGoOn(review: Review, decision: Verdict): void {
  const entry = review.navigation.selected.peek();
  if (!entry) return;
  void review.decide({ site: entry.site, decision });
  review.navigation.next();
}

/** Decides about all of a group that the filter shows; of the group that is looked at, if none is named. */
export function decideGroup(review: Review, decision: Verdict, group?: Group): void {
  const { navigation } = review;
  const selected = navigation.selected.peek();
  const chosen = group ?? (selected && navigation.groupOf(selected));
  if (!chosen) return;
  const sites = navigation.shownOf(chosen).map(({ site }) => site);
  // A filter that hides some of a shape asks for those that it shows.
  if (review.isOverMany && review.grouping.peek() === 'shape' && sites.length === chosen.sites.length) void review.decideShapes(sites, decision);
  else void review.decideMany(sites, decision);
  if (!group || (selected && sites.includes(selected.site))) navigation.next();
}

/** What "accept all safe" accepts: nothing unsafe, and nothing somebody decided about. */
export function openSafeFixes(review: Review): readonly string[] {
  return review.entries.value.filter(({ fix, shown }) => shown.value && fix.value.decision === 'undecided' && fix.value.safety === 'safe').map(({ site }) => site);
}

export function editSelected({ navigation, isOverMany }: Review): void {
  const selected = navigation.selected.peek();
  if (!selected || isOverMany) return;
  navigation.pane.value = 'diff';
  form.value = { site: selected.site, kind: 'edit' };
}

/** Opens a place in a graphical editor, or copies it where the server knows none. */
export async function openPlace(review: Review, path: string, line: number): Promise<void> {
  const opened = await review.live?.open({ path, line }).catch(() => undefined);
  if (opened?.opened) review.say(`Opened ${path}:${line}`);
  else await copy(review, `${path}:${line}`);
}

export function openSelected(review: Review): void {
  const fix = review.navigation.selected.peek()?.fix.peek();
  if (fix && view.peek() === 'fixes') void openPlace(review, fix.path, fix.line);
}

export async function copy(review: Review, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    review.say(`Copied ${text}`);
  } catch {
    review.say(text);
  }
}
