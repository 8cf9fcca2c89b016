/** The fixes of one transform that were pending in one file. */
export interface Entry {
  readonly path: string;
  readonly transform: string;
  readonly fixes: number;
  /** Further ones that need `--unsafe`. */
  readonly unsafeFixes?: number | undefined;
}

/** What a run looked at, and so can say something about. */
export interface Scope {
  readonly paths: readonly string[];
  readonly transforms: readonly { readonly id: string }[];
  isSelected(path: string): boolean;
}
