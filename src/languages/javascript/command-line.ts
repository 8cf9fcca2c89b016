import type { ProjectView } from '../types.ts';
import { enclosingFunction, functionName, textOf, type AnyFunction } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { isWithin, type Node } from './tree.ts';

const MAIN = /\brequire\.main\s*={2,3}\s*module\b|\bmodule\s*={2,3}\s*require\.main\b|\bimport\.meta\.main\b|\bimport\.meta\.url\s*={2,3}[^\n]*process\.argv\[1\]|process\.argv\[1\][^\n]*={2,3}[^\n]*import\.meta\.(url|filename)|!module\.parent\b/;
/** What only a function that a person runs at a terminal does. */
const DEEDS: { readonly [call: string]: string } = {
  'readline:createInterface': 'asks the user at the terminal',
  'readline/promises:createInterface': 'asks the user at the terminal',
  'inquirer:prompt': 'asks the user with `inquirer`',
  'prompts:default': 'asks the user with `prompts`',
};

const regions = new WeakMap<JavaScriptDoc, ReadonlyMap<Node, string>>();

/** Why code belongs to a command-line program although its file serves requests; undefined when it does not. */
export function cliReason(doc: JavaScriptDoc, offset: number, project: ProjectView): string | undefined {
  let found = regions.get(doc);
  if (!found) regions.set(doc, (found = commandLineRegions(doc, project)));
  for (const [node, reason] of found) if (node.start! <= offset && offset < node.end!) return reason;
  return undefined;
}

function commandLineRegions(doc: JavaScriptDoc, project: ProjectView): ReadonlyMap<Node, string> {
  const found = new Map<Node, string>();
  for (const statement of doc.tree.program.body) {
    // A file that is started and builds its server right there serves requests all the same.
    const isGuard = statement.type === 'IfStatement' && MAIN.test(textOf(doc, statement.test)) && !/\.listen\(|createServer\(|bootstrap\(|startServer\(|\bstart\(/.test(textOf(doc, statement));
    if (isGuard) found.set(statement, 'inside the block that runs when the file is started by hand');
  }
  for (const call of doc.tree.all('CallExpression')) {
    const deed = DEEDS[doc.scopes.qualifiedName(call.callee) ?? ''];
    const fn = deed === undefined ? undefined : enclosingFunction(doc.tree, call);
    if (fn) found.set(fn, `${nameIn(doc, fn)} ${deed}`);
  }
  if (found.size > 0) addGuardOnly(doc, project, found);
  return found;
}

function nameIn(doc: JavaScriptDoc, fn: AnyFunction): string {
  const name = functionName(doc.tree, fn);
  return name === undefined ? 'its function' : `\`${name}\``;
}

/** Functions of the module that only the guard, or others like them, use. */
function addGuardOnly(doc: JavaScriptDoc, project: ProjectView, found: Map<Node, string>): void {
  for (let grown = true; grown;) {
    grown = false;
    for (const [name, { by, uses }] of doc.scopes.moduleNames) {
      if (by.type !== 'FunctionDeclaration' && by.type !== 'VariableDeclarator' && by.type !== 'ClassDeclaration') continue;
      if (found.has(by) || project.importedNames.includes(name)) continue;
      const callers = uses.filter((use) => !isWithin(use, by));
      if (callers.length === 0 || !callers.every((use) => [...found.keys()].some((region) => isWithin(use, region)))) continue;
      found.set(by, `\`${name}\` is used only by what runs when the file is started by hand`);
      grown = true;
    }
  }
}
