import { enclosingFunction, functionName, isCall, isFunction, keyName, lastName, lineOf, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { boundIn } from '../../../src/languages/javascript/scopes.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import { snakeCase } from '../../../src/languages/secret-names.ts';
import { CHECKS_UNIQUE, LOOKS_UP, OWN_SESSION } from '../words.ts';
import { usesOfVariable, type Use } from './uses.ts';

/** The line on which code other than that which makes it finds something by a code of this name, as one who was given it does. */
export function lookedUpOn(doc: JavaScriptDoc, value: Node, name: string): number | undefined {
  const maker = enclosingFunction(doc.tree, value);
  const found = doc.tree.all('ObjectProperty', 'BinaryExpression', 'StringLiteral', 'TemplateLiteral', 'CallExpression').find((node) => {
    const around = enclosingFunction(doc.tree, node);
    return around !== undefined && around !== maker && !CHECKS_UNIQUE.test(snakeCase(functionName(doc.tree, around) ?? '')) && isLookUp(doc, node, name);
  });
  return found && lineOf(doc, found.start!);
}

function isLookUp(doc: JavaScriptDoc, node: Node, name: string): boolean {
  const isIt = (text: string | undefined) => text !== undefined && snakeCase(text) === snakeCase(name);
  switch (node.type) {
    case 'ObjectProperty': return isIt(keyName(node)) && LOOKS_UP.test(callAround(doc, node));
    case 'BinaryExpression': return /^===?$/.test(node.operator) && [node.left, node.right].some((side) => side.type === 'MemberExpression' && isIt(lastName(side)));
    case 'CallExpression': return lastName(node.callee) === 'eq' && isIt(lastName(node.arguments[0]));
    default: return new RegExp(`\\bWHERE\\b[\\s\\S]*\\b(?:${name}|${snakeCase(name)})\\s*=\\s*[?$:@]`, 'i').test(textOf(doc, node));
  }
}

function callAround(doc: JavaScriptDoc, node: Node): string {
  for (const each of doc.tree.ancestors(node)) {
    if (isCall(each)) return lastName(each.callee) ?? '';
    if (isFunction(each)) break;
  }
  return '';
}

/** The line on which a session is read from a cookie, or from a header in code about logins. */
export function sessionReadOn(doc: JavaScriptDoc, name: string, isAuth: boolean): number | undefined {
  if (!OWN_SESSION.test(snakeCase(name))) return undefined;
  const read = COOKIE_READ.exec(doc.text) ?? (isAuth ? HEADER_READ.exec(doc.text) : null);
  return read ? lineOf(doc, read.index) : undefined;
}
const COOKIE_READ = /\b(?:cookies|signedCookies)(?:\(\))?(?:\?)?(?:\.(?:get\(\s*["'`])?|\[\s*["'`])(?:session[-_]?(?:id|token|key)?|sid)\b/i;
const HEADER_READ = /\b(?:headers(?:\??\.get\(|\??\.?\[)|\.(?:get|header)\()\s*["'`]x-session(?:-(?:id|token))?["'`]/i;

/** What becomes of a value in the functions of this file that it is passed to. */
export function usesInCallees(doc: JavaScriptDoc, uses: readonly Use[]): Use[] {
  return uses.filter(({ kind }) => kind === 'argument').flatMap(({ name, node, value }) => {
    const callee = name.split('.').at(-1)!;
    const fn = isCall(node) && /^(this\.)?\w+$/.test(name) ? functions(doc).find((each) => functionName(doc.tree, each) === callee) : undefined;
    const parameter = fn && isCall(node) ? fn.params[node.arguments.findIndex((each) => each === value)] : undefined;
    return boundIn(parameter).slice(0, 1).flatMap((variable) => usesOfVariable(doc, variable));
  });
}

function functions(doc: JavaScriptDoc) {
  return doc.tree.all('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassMethod', 'ObjectMethod');
}
