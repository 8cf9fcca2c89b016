import { keyName, dottedText, isCall, lastName, propertyName, unwrapped, type AnyCall } from '../../src/languages/javascript/nodes.ts';
import { isLogCall } from '../../src/languages/javascript/log-calls.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { packageOf } from '../../src/languages/javascript/queries.ts';
import { Secrets } from '../../src/languages/javascript/secrets.ts';
import { spanOf, type Node, type NodeOf } from '../../src/languages/javascript/tree.ts';
import { isPersonalName } from '../../src/languages/secret-names.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule } from '../../src/transform.ts';

const REDACTORS = /^(fast-redact|pino-noir|@pinojs\/redact|redact-secrets|redact-pii|redactyl|@hackylabs\/deep-redact|winston-redact|maskdata|mask-json|deep-redact)$/;
const MASKS = /(redact|mask|sanitize|scrub|obfuscate|filterSensitive|removeSensitive)/i;
const CONSOLE = /^console\.(log|info|warn|error|debug|trace|dir|table)$/;

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /console\.|log|redact/i,
  * evidence(doc, project) {
    const option = doc.tree.all('ObjectProperty').find((each) => /^(redact|redactPaths|maskFields|redactKeys)$/.test(keyName(each) ?? '') && /^(ObjectExpression|ArrayExpression|Identifier|MemberExpression|CallExpression)$/.test(each.value.type));
    if (option && /pino|logger|log/i.test(doc.path + doc.text.slice(Math.max(0, option.start! - 800), option.start!))) { yield { ...spanOf(option), message: 'The logger hides the fields named here' }; return; }
    const made = doc.tree.all('CallExpression').find((each) => REDACTORS.test(packageOf(doc.scopes.qualifiedName(each.callee)) ?? ''));
    if (made) { yield { ...spanOf(made), message: 'Values are hidden before they are logged' }; return; }
    const masked = doc.tree.all('CallExpression').find((each) => MASKS.test(lastName(each.callee) ?? '') && !/escape|html|xss|mongo/i.test(lastName(each.callee) ?? '') && isInLogging(doc, project, each));
    if (masked) yield { ...spanOf(masked), message: `\`${lastName(masked.callee)}\` hides values before they are logged` };
  },
  * problems(doc, project) {
    const secrets = new Secrets(doc, project);
    for (const call of doc.tree.all('CallExpression', 'OptionalCallExpression')) {
      if (!isLogging(doc, project, call)) continue;
      const secret = call.arguments.map((argument) => secrets.shownBy(argument)).find((found) => found !== undefined && !/(from|has|is|with|no)_?(token|password)$/i.test(found));
      const personal = secret === undefined ? call.arguments.map((argument) => personalIn(argument)).find((found) => found !== undefined) : undefined;
      if (secret !== undefined) yield { ...spanOf(call), message: `\`${secret}\` is logged` };
      else if (personal !== undefined) yield { ...spanOf(call), message: `\`${personal}\` is logged, which says who somebody is` };
    }
  },
});

function isLogging(doc: JavaScriptDoc, project: ProjectView, call: AnyCall): boolean {
  return CONSOLE.test(doc.scopes.qualifiedName(call.callee) ?? '') || isLogCall(doc, call, project);
}

/** In an argument of a log call, or in code that makes the logger. */
function isInLogging(doc: JavaScriptDoc, project: ProjectView, node: Node): boolean {
  for (const ancestor of doc.tree.ancestors(node)) {
    if (isCall(ancestor) && isLogging(doc, project, ancestor)) return true;
    if (isCall(ancestor) && /^(createLogger|format|printf)$/.test(lastName(ancestor.callee) ?? '')) return true;
  }
  return /(^|\/)(logger|logging|log)[\w.-]*\.[cm]?[jt]s$/i.test(doc.path);
}

/** The personal data a logged value shows: a member or variable by its name, in a text, an object or a list. */
function personalIn(node: Node | null | undefined): string | undefined {
  if (!node) return undefined;
  const value = unwrapped(node);
  switch (value.type) {
    case 'Identifier': return isPersonalName(value.name) ? value.name : undefined;
    case 'MemberExpression': case 'OptionalMemberExpression': return isPersonalName(propertyName(value) ?? '') && !/^process\.env\.|^(config|env|settings)\./.test(dottedText(value) ?? '') ? dottedText(value) ?? propertyName(value) : undefined;
    case 'TemplateLiteral': return first(value.expressions) ?? recipientIn(value);
    case 'BinaryExpression': return value.operator === '+' ? personalIn(value.left) ?? personalIn(value.right) : undefined;
    case 'LogicalExpression': return personalIn(value.left) ?? personalIn(value.right);
    case 'ConditionalExpression': return personalIn(value.consequent) ?? personalIn(value.alternate);
    case 'ArrayExpression': return first(value.elements);
    case 'ObjectExpression': return first(value.properties.map((each) => (each.type === 'ObjectProperty' ? each.value : each.type === 'SpreadElement' ? each.argument : null)));
    case 'CallExpression': case 'OptionalCallExpression': return dottedText(value.callee) === 'JSON.stringify' || dottedText(value.callee) === 'String' ? first(value.arguments) : undefined;
    default: return undefined;
  }
}

/** `Email sent to ${params.to}` */
function recipientIn({ quasis, expressions }: NodeOf<'TemplateLiteral'>): string | undefined {
  const at = expressions.findIndex((each, i) => /\b(e-?mail|mail|sms)\b[^.]*\bto:? $/i.test(quasis[i]!.value.raw) && /^(to|recipient|recipients|receiver)$/.test(lastName(each) ?? ''));
  return at < 0 ? undefined : dottedText(expressions[at]!);
}

function first(nodes: readonly (Node | null)[]): string | undefined {
  for (const node of nodes) {
    const found = personalIn(node);
    if (found !== undefined) return found;
  }
  return undefined;
}
