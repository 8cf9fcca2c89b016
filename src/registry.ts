import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { closest, distance } from 'fastest-levenshtein';
import { UsageError } from './errors.ts';
import { fromJscodeshift, type JscodeshiftModule } from './jscodeshift.ts';
import type { LanguageId } from './languages/types.ts';
import { defineTransform, type LoadedTransform, type Rule, type Transform } from './transform.ts';

const FOLDER = fileURLToPath(new URL('../transforms/', import.meta.url));
const TOO_FAR = 8;

/** The transform asked for does not exist or is none. */
export class UnknownTransform extends UsageError {
  override readonly name = 'UnknownTransform';
}

let ids: readonly string[] | undefined;

/** Ids of the built-in transforms: the folders under `transforms/`, in order. */
export function builtInIds(): readonly string[] {
  return (ids ??= readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entryOf(join(FOLDER, entry.name)))
    .map(({ name }) => name)
    .sort());
}

/**
 * Finds transforms by id, or by the path of a folder or module when the name holds a slash; when none is named, all
 * built-in ones that rewrite something. Paths are relative to `from`. Throws `UnknownTransform`.
 */
export async function findTransforms(names: readonly string[] | undefined, from: string): Promise<Transform[]> {
  if (names === undefined) return (await builtIns()).filter(({ check }) => !check);
  return Promise.all([...new Set(names)].map((name) => (isPath(name) ? findOwn(resolve(from, name)) : findBuiltIn(name))));
}

/** Finds transforms as `findTransforms` does, and loads their rules: for these languages, or all. Throws `UnknownTransform`. */
export async function loadTransforms(names: readonly string[] | undefined, from: string, languages?: readonly LanguageId[]): Promise<LoadedTransform[]> {
  return Promise.all((await findTransforms(names, from)).map((transform) => withRules(transform, languages)));
}

/** All built-in transforms, those that only check among them. */
export async function builtIns(): Promise<Transform[]> {
  return Promise.all(builtInIds().map(findBuiltIn));
}

async function withRules(transform: Transform, languages?: readonly LanguageId[]): Promise<LoadedTransform> {
  const wanted = (Object.keys(transform.rules) as LanguageId[]).filter((language) => languages?.includes(language) ?? true);
  const rules = await Promise.all(wanted.map(async (language) => {
    const rule = transform.rules[language];
    return [language, typeof rule === 'function' ? (await rule() as { readonly [id: string]: Rule })[language] : rule] as const;
  }));
  return { ...transform, rules: Object.fromEntries(rules.filter(([, rule]) => rule)) };
}

export function isPath(name: string): boolean {
  return name.includes('/') || name.includes('\\');
}

async function findBuiltIn(id: string): Promise<Transform> {
  const ids = builtInIds();
  if (!ids.includes(id)) {
    const near = closest(id, ids);
    throw new UnknownTransform(`there is no transform \`${id}\`${near && distance(id, near) <= TOO_FAR ? `; did you mean \`${near}\`?` : ''} \`checkmod list\` shows them all`);
  }
  return ((await import(pathToFileURL(entryOf(join(FOLDER, id))!).href)) as { default: Transform }).default;
}

/**
 * A user's transform may be TypeScript, so it is loaded through jiti. What it imports from checkmod is this very
 * checkmod, installed beside it or not. Without a cache on disk, so that a dry run writes nothing. A module that
 * exports a function is a codemod for jscodeshift.
 */
async function findOwn(path: string): Promise<Transform> {
  const entry = existsSync(path) && statSync(path).isDirectory() ? entryOf(path) : path;
  if (!entry || !existsSync(entry)) throw new UnknownTransform(`there is no transform at ${path}; \`checkmod new <id>\` makes one`);
  const { createJiti } = await import('jiti');
  const virtualModules = { checkmod: { defineTransform }, 'checkmod/python': await import('./python.ts'), 'checkmod/javascript': await import('./javascript.ts') };
  const jiti = createJiti(import.meta.url, { fsCache: false, virtualModules });
  const module = await jiti.import<OwnModule>(entry).catch((error: unknown) => {
    throw new UnknownTransform(`the transform ${path} cannot be loaded: ${(error instanceof Error ? error.message : String(error)).split('\n', 1)[0]}`);
  });
  const transform = typeof module === 'function' ? module : module.default;
  if (typeof transform === 'function') {
    const parser = module.parser ?? transform.parser;
    return fromJscodeshift(idOf(path), { codemod: transform, ...(parser !== undefined && { parser }) });
  }
  if (!transform?.id || typeof transform.rules !== 'object') {
    throw new UnknownTransform(`${path} does not export a transform by default; wrap it in \`defineTransform({ id, title, why, cues, rules })\`, or export a function for jscodeshift`);
  }
  return transform;
}

type Codemod = JscodeshiftModule['codemod'] & { readonly parser?: JscodeshiftModule['parser'] };
type OwnModule = Codemod | { readonly default?: Transform | Codemod; readonly parser?: JscodeshiftModule['parser'] };

/** A codemod of jscodeshift has no name but that of its file, or of its folder. */
function idOf(path: string): string {
  const name = basename(path).replace(/\.[cm]?[jt]s$/, '');
  return (name === 'index' ? basename(resolve(path, '..')) : name).replace(/([a-z0-9])([A-Z])/g, '$1-$2').replace(/[^A-Za-z0-9]+/g, '-').toLowerCase();
}

function entryOf(folder: string): string | undefined {
  return ['index.js', 'index.ts', 'index.mjs', 'index.mts'].map((name) => join(folder, name)).find(existsSync);
}
