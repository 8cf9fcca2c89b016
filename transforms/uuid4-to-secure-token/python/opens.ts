import { snakeCase } from '../../../src/languages/secret-names.ts';
import { enclosingFunction, lastName, lineOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { CHECKS_UNIQUE, LOOKS_UP, OWN_SESSION } from '../words.ts';
import type { Use } from './uses.ts';

/** The line on which code other than that which makes it finds something by a code of this name, as one who was given it does. */
export function lookedUpOn(doc: PythonDoc, value: PyNode, name: string): number | undefined {
  const maker = enclosingFunction(value);
  const found = doc.root.descendants('keyword_argument', 'comparison_operator', 'pair', 'string').find((node) => {
    const around = enclosingFunction(node);
    return around !== undefined && around !== maker && !CHECKS_UNIQUE.test(snakeCase(around.field('name')!.text)) && isLookUp(node, name);
  });
  return found && lineOf(doc, found.start);
}

function isLookUp(node: PyNode, name: string): boolean {
  const isIt = (text: string | undefined) => text !== undefined && snakeCase(text) === snakeCase(name);
  switch (node.kind) {
    case 'keyword_argument': return isIt(node.field('name')!.text) && LOOKS_UP.test(lastName(node.parent!.parent!.field('function')) ?? '');
    case 'comparison_operator': return node.children[1]?.text === '==' && node.named.some((side) => side.kind === 'attribute' && isIt(lastName(side)));
    case 'pair': return isIt(node.field('key')!.text.slice(1, -1)) && LOOKS_UP.test(lastName(node.closest('call')?.field('function')) ?? '');
    default: return new RegExp(`\\bWHERE\\b[\\s\\S]*\\b${name}\\s*=\\s*[?%:$@{]`, 'i').test(node.text);
  }
}

/** The line on which a session is read from a cookie, or from a header in code about logins. */
export function sessionReadOn(doc: PythonDoc, name: string, isAuth: boolean): number | undefined {
  if (!OWN_SESSION.test(snakeCase(name))) return undefined;
  const read = COOKIE_READ.exec(doc.text) ?? (isAuth ? HEADER_READ.exec(doc.text) : null);
  return read ? lineOf(doc, read.index) : undefined;
}
const COOKIE_READ = /\b(?:cookies|COOKIES)(?:\.get\(|\[)\s*["'](?:session[-_]?(?:id|token|key)?|sid)["']|\b(?:session_id|session_token|session|sid)\s*:[^\n]*\bCookie\(/;
const HEADER_READ = /\bheaders(?:\.get\(|\[)\s*["']x-session(?:-(?:id|token))?["']|\b(?:x_)?session(?:_id|_token)?\s*:[^\n]*\bHeader\(/i;

/** What becomes of a value in the functions of this file that it is passed to. */
export function usesInCallees(doc: PythonDoc, uses: readonly Use[], usesOf: (variable: PyNode) => Use[]): Use[] {
  return uses.filter(({ kind }) => kind === 'argument').flatMap(({ name, node, value }) => {
    const callee = name.split('.').at(-1)!;
    const fn = /^(self\.|cls\.)?\w+$/.test(name) ? doc.root.descendants('function_definition').find((each) => each.field('name')!.text === callee) : undefined;
    if (!fn) return [];
    const parameters = fn.field('parameters')!.named.map((each) => (each.kind === 'identifier' ? each : each.field('name') ?? each.named[0]!)).filter(({ text }) => text !== 'self' && text !== 'cls');
    const parameter = parameters[node.field('arguments')!.named.indexOf(value)];
    return parameter ? usesOf(parameter) : [];
  });
}
