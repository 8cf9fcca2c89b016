import type { PackageFacts } from '../languages/types.ts';
import type { Asked, Need } from '../types.ts';

/** A file that fixes need changed or created, beside the ones they edit. */
export interface ProjectEdit {
  readonly path: string;
  readonly before?: string;
  readonly after: string;
  readonly sites: readonly string[];
}

/** A need of the repository with the package it belongs to. */
export interface PackageNeed extends Asked<Need> {
  readonly package: PackageFacts;
}

/** One kind of need: the file it is about, and that file's text with the need met. */
interface Resolver {
  fileOf(facts: PackageFacts): string;
  meet(text: string, need: Need): string;
}

const RESOLVERS: { readonly [kind: string]: Resolver } = {
  env: {
    fileOf: ({ dir, envTemplate }) => envTemplate ?? (dir ? `${dir}/.env.example` : '.env.example'),
    meet: withVariable,
  },
};

/**
 * The files that accepted fixes need, each need met once per package. `read` gives a file's text on disk, or undefined
 * when there is none. Throws when a need is of a kind nobody resolves: that is a bug in the rule that asked.
 */
export async function projectEdits(needs: readonly PackageNeed[], read: (path: string) => Promise<string | undefined>): Promise<ProjectEdit[]> {
  const edits = new Map<string, { path: string; before?: string; after: string; sites: Set<string> }>();
  for (const { value, sites, package: facts } of needs) {
    const resolver = RESOLVERS[value.kind];
    if (!resolver) throw new Error(`no resolver for a need of kind ${value.kind}`);
    const path = resolver.fileOf(facts);
    const before = edits.has(path) ? edits.get(path)!.before : await read(path);
    const edit = edits.get(path) ?? { path, ...(before !== undefined && { before }), after: before ?? '', sites: new Set<string>() };
    const after = resolver.meet(edit.after, value);
    if (after !== edit.after) for (const site of sites) edit.sites.add(site);
    edits.set(path, { ...edit, after });
  }
  return [...edits.values()].filter(({ before, after }) => after !== (before ?? ''))
    .map((edit) => ({ ...edit, sites: [...edit.sites] }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Adds `NAME=value` with its comment, unless the template names the variable already; a `*` there becomes the value. */
function withVariable(text: string, need: Need): string {
  const name = String(need['name']);
  const line = `${name}=${need['value'] ?? ''}`;
  const wildcard = new RegExp(`^([ \\t]*(?:export[ \\t]+)?)${name}[ \\t]*=[ \\t]*["']?\\*["']?[ \\t]*(?=\\r?$)`, 'm');
  if (wildcard.test(text)) return text.replace(wildcard, `$1${line}`);
  if (new RegExp(`^[ \\t]*#?[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=`, 'm').test(text)) return text;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
  const comment = need['comment'] ? `# ${need['comment']}${eol}` : '';
  return `${text}${gap}${comment}${line}${eol}`;
}
