/** What a template of the manifest is filled in with. */
export interface Filling {
  /** Absent where it is for several. */
  readonly transform?: { readonly id: string; readonly title: string } | undefined;
  readonly transforms: readonly string[];
  readonly fixes: number;
  readonly files: number;
  readonly repository: string;
}

/** A title or body of the manifest with what stands in braces filled in. */
export function filled(template: string, { transform, transforms, fixes, files, repository }: Filling): string {
  const values: { readonly [name: string]: string } = {
    title: transform?.title ?? `Apply ${transforms.join(', ')}`, transform: transform?.id ?? transforms.join(', '), transforms: transforms.join(', '),
    fixes: counted(fixes, 'fix', 'fixes'), files: counted(files, 'file', 'files'), repository,
  };
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

export function counted(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
