import { useSignalEffect, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { drawPatch } from './diff/patch-view.ts';
import { shownLayout, theme } from './view-state.ts';
import { visible } from './visible.ts';

/** The diff of a project file; as it stands if it is no patch. */
export function PatchDiff({ path, patch }: { readonly path: string; readonly patch: string }) {
  const box = useRef<HTMLDivElement>(null);
  const current = useSignal(patch);
  const plain = useSignal(false);
  useEffect(() => { current.value = patch; }, [patch]);
  useSignalEffect(() => {
    const container = box.current!;
    const remove = drawPatch(container, path, current.value, shownLayout.value, theme.value);
    plain.value = !remove;
    return () => {
      remove?.();
      container.replaceChildren();
    };
  });
  return <><div ref={box} />{plain.value && <pre class="plain">{visible(patch)}</pre>}</>;
}
