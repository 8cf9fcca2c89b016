import { layersOf } from '../../../src/languages/javascript/layers.ts';
import { moduleKey, moduleOf } from '../../../src/languages/javascript/modules.ts';
import { isCall, lastName, stringValue } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { collectedIn, type Mounts } from './collected.ts';

/** A call that puts a router at a path, which is worth reading a file for. */
export const MOUNTS = /\.use\(\s*['"`]\/[\w/:-]+['"`]\s*,/;
const ROUTE = /^([A-Z]+ )?\/(?=[^/]|$)/;
/** Routers in routers, at most. */
const DEEPEST = 4;

/** The modules that `app.use('/api/users', users)` names, by import or `require`. */
export function mountsIn(doc: JavaScriptDoc, project: ProjectView): Mounts {
  return Object.fromEntries(layersOf(doc).flatMap(({ call, value, path }): [string, string][] => {
    const specifier = lastName(call.callee) === 'use' && path?.startsWith('/') ? specifierOf(doc, value) : undefined;
    return specifier === undefined ? [] : [[moduleOf(specifier, doc.path, project.package.javascript), path!]];
  }));
}

/** `./routes/users` of what came from there. */
function specifierOf(doc: JavaScriptDoc, value: Node): string | undefined {
  if (isCall(value) && lastName(value.callee) === 'require') return stringValue(value.arguments[0]);
  const origin = doc.scopes.qualifiedName(isCall(value) ? value.callee : value);
  return origin?.includes(':') ? origin.slice(0, origin.lastIndexOf(':')) : undefined;
}

/** `GET /api/users/:id` of `GET /:id` in a router that another file mounts at `/api/users`; as it is where that is not plain. */
export function mountedRoute(path: string, text: string, project: ProjectView): string {
  let module = moduleKey(path);
  let front = '';
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const found = collectedIn(project).flatMap(({ path: file, facts }) => (facts.mounts?.[module] === undefined ? [] : [{ file, at: facts.mounts[module]! }]));
    const [mount] = found;
    if (!mount || found.length > 1 || moduleKey(mount.file) === module) break;
    front = `${mount.at.replace(/\/$/, '')}${front}`;
    module = moduleKey(mount.file);
  }
  return front === '' ? text : text.replace(ROUTE, (route) => `${route.slice(0, -1)}${front}/`).replace(/\/(?=:? |$)/, '');
}
