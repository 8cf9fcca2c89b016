import { dirOf, isAbove, join } from '../folders.ts';
import { scriptFolder } from '../paths.ts';
import { STANDARD_LIBRARY } from './standard-library.ts';

/** A dotted name found in the repository: the files that run when it is imported, the module itself last. */
export interface Resolved {
  /** Folder the dotted name starts from: what Python would have on `sys.path`. */
  readonly root: string;
  /** `__init__.py` files of the packages on the way; they run first. */
  readonly packages: readonly string[];
  /** The module's own file; absent for a folder without `__init__.py`. */
  readonly file?: string;
  /** Path of the module without `.py` or `/__init__.py`. */
  readonly path: string;
}

/** Finds repository files by dotted module name, the way Python would from where the importing file sits. */
export class Modules {
  readonly #files: ReadonlySet<string>;
  readonly #folders = new Set<string>();
  /** Folders that hold a module or package of a name. */
  readonly #rootsOf = new Map<string, Set<string>>();
  readonly #thirdParty: ReadonlySet<string>;
  readonly #sourceRoots: ReadonlySet<string>;
  readonly #cache = new Map<string, Resolved | undefined>();

  /** `thirdParty` are import names of declared dependencies, `sourceRoots` folders that packages start in. */
  constructor(files: Iterable<string>, thirdParty: ReadonlySet<string>, sourceRoots: ReadonlySet<string>) {
    this.#files = new Set(files);
    this.#thirdParty = thirdParty;
    this.#sourceRoots = sourceRoots;
    for (const file of this.#files) {
      if (!file.endsWith('.py')) continue;
      this.#addRoot(dirOf(file), file.slice(file.lastIndexOf('/') + 1, -'.py'.length));
      for (let dir = dirOf(file); dir && !this.#folders.has(dir); dir = dirOf(dir)) {
        this.#folders.add(dir);
        this.#addRoot(dirOf(dir), dir.slice(dir.lastIndexOf('/') + 1));
      }
    }
  }

  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** The module that an import statement of a file names. */
  imported({ level, module }: { readonly level: number; readonly module: string }, from: string): Resolved | undefined {
    return level > 0 ? this.relative(level, module, from) : this.absolute(module, from);
  }

  /** The module an absolute name means in a file; undefined when it is not in the repository. */
  absolute(name: string, from: string): Resolved | undefined {
    const dir = dirOf(from);
    const key = `${dir}:${name}`;
    if (!this.#cache.has(key)) this.#cache.set(key, this.#search(name, dir));
    return this.#cache.get(key);
  }

  /** The module that `level` dots and a name mean in a file. */
  relative(level: number, name: string, from: string): Resolved | undefined {
    let root = dirOf(from);
    for (let up = 1; up < level; up++) root = dirOf(root);
    return name === '' ? this.#package(root) : this.#within(root, name);
  }

  /** The sub-module of a resolved package, for `from package import module`. */
  child(parent: Resolved, name: string): Resolved | undefined {
    // Most names are not modules, and this look-up builds no path.
    if (!this.#rootsOf.get(name)?.has(parent.path)) return undefined;
    const found = this.#within(parent.path, name);
    return found && { ...found, root: parent.root, packages: [...parent.packages, ...(parent.file ? [parent.file] : [])] };
  }

  #package(path: string): Resolved {
    const init = join(path, '__init__.py');
    return { root: dirOf(path), packages: [], path, ...(this.#files.has(init) && { file: init }) };
  }

  #search(name: string, dir: string): Resolved | undefined {
    const top = name.split('.', 1)[0]!;
    const roots = this.#rootsOf.get(top);
    if (!roots) return undefined;
    // Roots above the importing file nearly always answer, and there are few of them.
    return this.#firstWithin([...roots].filter((root) => isAbove(root, dir)), name, top, dir) ?? this.#firstWithin(roots, name, top, dir);
  }

  #firstWithin(roots: Iterable<string>, name: string, top: string, dir: string): Resolved | undefined {
    const ranked = [...roots]
      .filter((root) => this.#mayHold(root, name, top, dir))
      .map((root) => ({ root, rank: this.#rank(root, dir) }))
      .sort((a, b) => a.rank - b.rank);
    for (const { root } of ranked) {
      const found = this.#within(root, name);
      if (found) return found;
    }
    return undefined;
  }

  /** Whether Python, started as people start it, could have this folder on `sys.path` when it imports the name. */
  #mayHold(root: string, name: string, top: string, dir: string): boolean {
    const isPackage = this.#files.has(join(root, '__init__.py'));
    const foreign = STANDARD_LIBRARY.has(top) || this.#thirdParty.has(top);
    if (foreign) return !isPackage && (root === dir || (isAbove(root, dir) && name.includes('.') && !STANDARD_LIBRARY.has(top)));
    if (isAbove(root, dir)) return true;
    if (scriptFolder(`${root}/`) !== undefined) return false;
    return name.includes('.') || this.#sourceRoots.has(root);
  }

  /** Folders above the importing file first, the nearest of them that is not itself a package before all. */
  #rank(root: string, dir: string): number {
    const isPackage = this.#files.has(join(root, '__init__.py')) ? 1000 : 0;
    if (isAbove(root, dir)) return isPackage + (dir.length - root.length) / 1000;
    const known = this.#sourceRoots.has(root) ? 0 : 100;
    return 2000 + isPackage + known - sharedFolders(root, dir) + root.length / 1000;
  }

  #within(root: string, name: string): Resolved | undefined {
    const packages: string[] = [];
    const parts = name.split('.');
    const last = parts.pop()!;
    let path = root;
    for (const part of parts) {
      path = join(path, part);
      if (!this.#folders.has(path)) return undefined;
      const init = join(path, '__init__.py');
      if (this.#files.has(init)) packages.push(init);
    }
    path = join(path, last);
    for (const file of [`${path}/__init__.py`, `${path}.py`]) {
      if (this.#files.has(file)) return { root, packages, file, path };
    }
    return this.#folders.has(path) ? { root, packages, path } : undefined;
  }

  #addRoot(root: string, name: string): void {
    const roots = this.#rootsOf.get(name);
    if (roots) roots.add(root);
    else this.#rootsOf.set(name, new Set([root]));
  }
}

/** The name of a module from a root: `app.core.log` for `backend/app/core/log` below `backend`. */
export function dottedName(path: string, root: string | undefined): string {
  return path.slice(root && isAbove(root, path) ? root.length + 1 : 0).replaceAll('/', '.');
}

function sharedFolders(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  let shared = 0;
  while (shared < left.length && left[shared] === right[shared]) shared++;
  return shared;
}
