import { enclosingClass, isCall, isFunction, keyName, lastName, runsIn, stringValue, type AnyCall, type AnyFunction } from '../../../src/languages/javascript/nodes.ts';
import { moduleOf } from '../../../src/languages/javascript/modules.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { thrownElsewhere } from './facts.ts';
import type { Source } from './sources.ts';
import { thrownIn, type Thrown } from './thrown.ts';

const NOTHING: Thrown = { sentences: [], classes: [] };

/** What is thrown for the client where an error comes from: in what is tried, or one call further. */
export function thrownFor(doc: JavaScriptDoc, { guarded, kind }: Source, project: ProjectView): Thrown {
  if (kind !== 'handler') return NOTHING;
  const calls = [...(isCall(guarded) ? [guarded] : []), ...runsIn(doc.tree, guarded, 'CallExpression', 'OptionalCallExpression')];
  const all = [thrownIn(doc, guarded, project), ...calls.map((call) => thrownBy(doc, call, project))];
  return { sentences: [...new Set(all.flatMap(({ sentences }) => sentences))], classes: [...new Set(all.flatMap(({ classes }) => classes))] };
}

function thrownBy(doc: JavaScriptDoc, call: AnyCall, project: ProjectView): Thrown {
  const own = functionCalled(doc, call);
  if (own) return thrownIn(doc, own.body, project);
  const name = lastName(call.callee);
  const origin = doc.scopes.qualifiedName(call.callee);
  const colon = origin?.lastIndexOf(':') ?? -1;
  const module = colon < 0 ? undefined : moduleOf(origin!.slice(0, colon), doc.path, project.package.javascript);
  return (name !== undefined && thrownElsewhere(doc, name, module, project)) || NOTHING;
}

/** The function or method of the file that a call runs. */
export function functionCalled(doc: JavaScriptDoc, { callee }: AnyCall): AnyFunction | undefined {
  if (callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression') {
    const owner = enclosingClass(doc.tree, callee);
    return owner?.body.body.find((member): member is NodeOf<'ClassMethod'> => member.type === 'ClassMethod' && keyName(member) === lastName(callee));
  }
  const by = doc.scopes.bindingOf(callee)?.by;
  const value = by?.type === 'VariableDeclarator' ? by.init : by;
  return isFunction(value) ? value : undefined;
}

/** The first sentence that has no answer of its own in the handler: no text it compares with is in it. */
export function sentenceWithoutAnswer(doc: JavaScriptDoc, { block }: Source, { sentences }: Thrown): string | undefined {
  const texts = doc.tree.inside(block, 'StringLiteral', 'TemplateLiteral').filter((text) => isCompared(doc, text)).flatMap((text) => stringValue(text)?.toLowerCase() || []);
  const patterns = doc.tree.inside(block, 'RegExpLiteral').map(({ pattern, flags }) => new RegExp(pattern, flags.replace(/[gy]/g, '')));
  return sentences.find((sentence) => !texts.some((text) => sentence.toLowerCase().includes(text)) && !patterns.some((pattern) => pattern.test(sentence)));
}

function isCompared(doc: JavaScriptDoc, text: Node): boolean {
  const parent = doc.tree.parent(text);
  if (isCall(parent)) return /^(includes|startsWith|endsWith|indexOf|match|test)$/.test(lastName(parent.callee) ?? '');
  if (parent?.type === 'ArrayExpression') { const member = doc.tree.parent(parent); return member?.type === 'MemberExpression' && lastName(member) === 'includes'; }
  return parent?.type === 'SwitchCase' || parent?.type === 'BinaryExpression' && /^[!=]==?$/.test(parent.operator);
}

/** Tests of what errors of any make have, which says nothing of a framework's own. */
const OF_OTHERS = /\b(name|code)\b/;

/** Whether a handler has a way of its own for errors of the classes: a test of the class, or of what such errors have. */
export function tellsClassesApart(doc: JavaScriptDoc, { block }: Source, answer: Node, classes: readonly string[]): boolean {
  const tests = doc.tree.inside(block, 'IfStatement', 'ConditionalExpression', 'SwitchStatement').filter((each) => each.start! < answer.start! || isWithin(answer, each))
    .map((each) => ('test' in each ? each.test : each.discriminant));
  const texts = tests.map((test) => doc.text.slice(test.start!, test.end!));
  const named = texts.flatMap((text) => [...text.matchAll(/\binstanceof\s+([\w.]+)/g)].map(([, name]) => name!.split('.').at(-1)!));
  // `instanceof NotFoundException` leaves the others that may come.
  if (named.length > 0 && classes.every((each) => /Exception$/.test(each))) return classes.every((each) => named.includes(each)) || named.some((name) => /^(Http|Base|Rpc)Exception$|^HttpError$/.test(name)) || texts.some((text) => /\b(status|statusCode|getStatus|response)\b/.test(text));
  return texts.some((text) => /\binstanceof\b|\b(status|statusCode|isBoom|isOperational|expose|isHttpError|isAxiosError|getStatus|httpStatus)\b|\bis\w*(Error|Exception)\(/.test(text) || OF_OTHERS.test(text) && !classes.every((each) => /Exception$/.test(each)));
}
