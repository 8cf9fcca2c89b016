import { isCall, lastName, propertyOf, stringValue, unwrapped } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { madeFrom, optionsOf } from '../../src/languages/javascript/queries.ts';
import { spanOf, type Node } from '../../src/languages/javascript/tree.ts';
import { checkRule } from '../../src/transform.ts';

/** A place where an app is told about the proxies in front of it, and what it is told. */
interface Setting {
  readonly node: Node;
  readonly value: Node | undefined;
  /** All that can be said is yes or no, as in Koa. */
  readonly isSwitch?: boolean;
}

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /trust proxy|trustProxy|\.proxy\b|proxy\s*:/,
  * evidence(doc) {
    for (const { node, value } of settingsOf(doc)) if (!isBoolean(value, false)) yield { ...spanOf(node), message: 'The app knows of the proxy in front of it' };
  },
  * problems(doc) {
    for (const { node, value, isSwitch } of settingsOf(doc)) {
      if (isBoolean(value, true) && !isSwitch) yield { ...spanOf(node), message: 'Every proxy is trusted, so that a client can make up its address: say how many there are' };
      if (isBoolean(value, false)) yield { ...spanOf(node), message: 'No proxy is trusted' };
    }
  },
});

function settingsOf(doc: JavaScriptDoc): Setting[] {
  const called = doc.tree.all('CallExpression', 'OptionalCallExpression').flatMap((call): Setting[] => {
    if (stringValue(call.arguments[0]) !== 'trust proxy') return [];
    if (lastName(call.callee) === 'set' && call.arguments.length > 1) return [{ node: call, value: call.arguments[1] }];
    return lastName(call.callee) === 'enable' || lastName(call.callee) === 'disable' ? [{ node: call, value: undefined }] : [];
  });
  const made = [...madeFrom(doc, /^(fastify|koa|@nestjs\/platform-fastify)$/, /^(default|fastify|Fastify|FastifyAdapter)$/)].flatMap((call): Setting[] => {
    const option = propertyOf(optionsOf(doc, call), 'trustProxy') ?? (call.type === 'NewExpression' ? propertyOf(optionsOf(doc, call), 'proxy') : undefined);
    return option?.type === 'ObjectProperty' ? [{ node: option, value: option.value, isSwitch: call.type === 'NewExpression' && lastName(call.callee) !== 'FastifyAdapter' }] : [];
  });
  const assigned = doc.tree.all('AssignmentExpression').flatMap((set): Setting[] => (set.left.type === 'MemberExpression' && lastName(set.left) === 'proxy' && isKoa(doc, set.left.object) ? [{ node: set, value: set.right, isSwitch: true }] : []));
  return [...called, ...made, ...assigned].filter(({ node }) => !(isCall(node) && lastName(node.callee) === 'disable'));
}

function isKoa(doc: JavaScriptDoc, object: Node): boolean {
  const binding = doc.scopes.bindingOf(object);
  return binding?.by.type === 'VariableDeclarator' && binding.by.init?.type === 'NewExpression' && doc.scopes.qualifiedName(binding.by.init.callee) === 'koa:default';
}

function isBoolean(node: Node | undefined, value: boolean): boolean {
  const inner = node && unwrapped(node);
  return inner?.type === 'BooleanLiteral' && inner.value === value;
}
