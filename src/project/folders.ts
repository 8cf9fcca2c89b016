/** Folder of a path, `''` at the root. */
export function dirOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function join(dir: string, name: string): string {
  return dir ? `${dir}/${name}` : name;
}

/** Whether a folder is the other one or holds it. */
export function isAbove(dir: string, other: string): boolean {
  return dir === '' || dir === other || other.startsWith(`${dir}/`);
}
