import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { dialog } from './view-state.ts';

interface Props {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A dialog over the page. The browser keeps the focus inside and gives it back. */
export function Dialog({ title, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => element.current!.showModal(), []);
  return (
    <dialog ref={element} class="dialog" aria-label={title} onClose={closeDialog}>
      <div class="dialog-head">
        <h2>{title}</h2>
        <button type="button" class="icon" aria-label="Close" onClick={closeDialog}>×</button>
      </div>
      {children}
    </dialog>
  );
}

export function closeDialog(): void {
  dialog.value = undefined;
}
