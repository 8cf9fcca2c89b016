import { defaultedSetting, environmentConditionOf, envReads, insteadOf } from '../../src/languages/javascript/environment.ts';
import { dottedText, isCall, keyName, lastName, literalText, textOf } from '../../src/languages/javascript/nodes.ts';
import { isLogCall } from '../../src/languages/javascript/log-calls.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { spanOf, type Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule } from '../../src/transform.ts';

const LOCAL_URL = /^\s*[a-z][a-z0-9+.-]*:\/\/([^\s/@]*@)?(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal)([:/?#\s]|$)/i;
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|::1)(:\d+)?$/i;
/** Options that say where a service is; a `host` to listen on says nothing about others. */
const HOSTS = /^(host|hostname|server|endpoint|endPoint|node|broker|brokers|contactPoints|address|brokerUrl|baseURL|baseUrl|url|uri)$/;
const ADDRESS = /(_|^)(URL|URI|HOST|HOSTNAME|ENDPOINT|ADDRESS|ADDR|DSN|ORIGIN|BASE)S?$/;
/** Calls that only look whether a text has it. */
const COMPARES = /^(includes|startsWith|endsWith|indexOf|test|match|has|equal|replace|replaceAll|split)$/;

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /localhost|127\.0\.0\.1|0\.0\.0\.0|::1|host\.docker\.internal|_(URL|URI|HOST|ENDPOINT)\b/,
  * evidence(doc) {
    const read = envReads(doc).find(({ name }) => ADDRESS.test(name));
    if (read) yield { ...spanOf(read.node), message: `\`${read.name}\` is read from the environment` };
    for (const text of doc.tree.all('StringLiteral', 'TemplateLiteral')) {
      const name = LOCAL_URL.test(literalText(text) ?? '') && !environmentConditionOf(doc, text) ? defaultedSetting(doc, text) : undefined;
      if (name !== undefined) yield { ...spanOf(text), message: `the address comes from \`${name}\`, and is localhost where that is not set` };
    }
  },
  * problems(doc, project) {
    for (const text of doc.tree.all('StringLiteral', 'TemplateLiteral')) {
      const written = text.type === 'TemplateLiteral' ? text.quasis.map(({ value }) => value.raw).join('1') : literalText(text) ?? '';
      const isHost = LOCAL_HOST.test(written) && isHostOption(doc, text);
      if (!isHost && !LOCAL_URL.test(written)) continue;
      if (isHarmless(doc, project, text) || isDefault(doc, text)) continue;
      yield { ...spanOf(text), message: isAmongOrigins(doc, text) ? 'localhost is among the allowed origins, whatever the environment' : 'An address on the own machine is written in the code' };
    }
  },
});

function isHostOption(doc: JavaScriptDoc, text: Node): boolean {
  const parent = doc.tree.parent(text);
  if (parent?.type !== 'ObjectProperty' || parent.value !== text || !HOSTS.test(keyName(parent) ?? '')) return false;
  const call = doc.tree.parent(doc.tree.parent(parent)!);
  return !(isCall(call) && /^listen$/.test(lastName(call.callee) ?? ''));
}

/** A default of a setting, or a value for development only. */
function isDefault(doc: JavaScriptDoc, text: Node): boolean {
  if (defaultedSetting(doc, text) !== undefined || environmentConditionOf(doc, text)) return true;
  for (const other of insteadOf(doc, text)) if (/env|config|settings|options|opts|process/i.test(textOf(doc, other))) return true;
  return false;
}

/** Logged, compared, taken as the base of a relative address, or a name for the page of the API's docs. */
function isHarmless(doc: JavaScriptDoc, project: ProjectView, text: Node): boolean {
  let child = text;
  for (const parent of doc.tree.ancestors(text)) {
    if (isCall(parent) && parent.callee !== child) {
      const name = dottedText(parent.callee) ?? lastName(parent.callee) ?? '';
      if (/^console\.|^process\.(stdout|stderr)/.test(name) || isLogCall(doc, parent, project) || COMPARES.test(lastName(parent.callee) ?? '') && parent.arguments[0] === child) return true;
    }
    if (parent.type === 'BinaryExpression' && /^[=!]==?$/.test(parent.operator)) return true;
    if (parent.type === 'NewExpression') return lastName(parent.callee) === 'URL' && parent.arguments[1] === child || /Error$/.test(lastName(parent.callee) ?? '');
    if (/^(BlockStatement|Program|VariableDeclarator|ClassProperty|TSLiteralType)$/.test(parent.type)) return parent.type === 'TSLiteralType';
    child = parent;
  }
  return false;
}

function isAmongOrigins(doc: JavaScriptDoc, text: Node): boolean {
  for (const parent of doc.tree.ancestors(text)) {
    if (parent.type === 'VariableDeclarator' || parent.type === 'ObjectProperty') return /origin|cors|allowed|whitelist/i.test(parent.type === 'ObjectProperty' ? keyName(parent) ?? '' : textOf(doc, parent.id));
    if (parent.type === 'AssignmentExpression') return /origin|cors|allowed/i.test(textOf(doc, parent.left));
    if (/Function|Statement$/.test(parent.type)) return false;
  }
  return false;
}
