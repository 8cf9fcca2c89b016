import { dottedText, isCall, isFunction, keyName, lastName, propertyName, propertyOf, runsIn, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWrite, type Binding } from '../../../src/languages/javascript/scopes.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { isReplacedUnderGuard, sidesOf } from './guards.ts';
import type { Source } from './sources.ts';

/**
 * What an expression is to an error: the error or its `text`, a `part` such as its name or code, the `issues` of a
 * validation, written for the client, or something `harmless` such as its status.
 */
type Kind = 'text' | 'part' | 'issues' | 'harmless';

const PARTS = /^(name|code|errno|type|syscall|errorCode|sqlState|constructor)$/;
const ISSUES = /^(errors|issues|inner|flatten|format|formErrors|fieldErrors|array|mapped|treeifyError)$/;
/** Properties that hold a text of the error, or data that came with it; others may be what the client needs, such as an id. */
/** A text beside that of the error, made for whoever reads the answer. */
const FOR_CLIENT = /^(user|public|client|display|safe|friendly|userFriendly|customer)_?(message|msg|text|error)$/i;
const TEXTS = /message|msg|stack|detail|descr|reason|cause|data|response|body|error|sql|hint|meta|info|text|raw|output|stdout|stderr|trace|original|parent|inner|exception|toString|toJSON|query|config|request|title|summary|path|constraint|table|column|context|address|hostname|port|^(trim|slice|substring|substr|split|replace|replaceAll|toLowerCase|toUpperCase|concat|join|at|\d+|)$/i;
const HARMLESS = /^(\w*(Id|ID)|id|status|statusCode|httpStatus|httpCode|is[A-Z]\w*|expose|retryAfter|length|getStatus|headers|requestId|includes|startsWith|endsWith|match|test|indexOf|search|has|some|every)$/;
const TEXT_CALLS = /^(String|JSON\.stringify|inspect|util\.inspect|util\.format|stringify|serializeError|escape|escapeHtml|encodeURIComponent)$/;
const TEST_CALLS = /^(Boolean|Number|parseInt|isNaN|Array\.isArray|isError|is[A-Z]\w*|Object\.keys)$/;
/** Functions that give the text of an error, told by their names. */
export const MESSAGE_FUNCTION = /^_?(get|to|extract|format|parse|resolve|read|safe|normali[sz]e|as|describe|stringify|serialize|build|make|create)?_?(err|error|exception)_?(as_?)?(message|msg|text|string|details?|info)?(from)?$|^(message|text)(Of|From)(Err|Error|Exception)?$|^(get|extract)_?(message|msg)(FromErr(or)?)?$/i;

const known = new WeakMap<Node, Leaks>();

/** What of an expression comes from one error. */
export class Leaks {
  readonly doc: JavaScriptDoc;
  readonly source: Source;
  readonly project: ProjectView;
  readonly #kinds = new Map<Node, Kind | undefined>();
  readonly #leaves = new Map<Node, readonly Node[]>();

  private constructor(doc: JavaScriptDoc, source: Source, project: ProjectView) {
    this.doc = doc;
    this.source = source;
    this.project = project;
  }

  /** The same object for every place that asks about one error. */
  static from(doc: JavaScriptDoc, source: Source, project: ProjectView): Leaks {
    const key = source.error?.node ?? source.node;
    let leaks = known.get(key);
    if (!leaks) known.set(key, (leaks = new Leaks(doc, source, project)));
    return leaks;
  }

  /** What an expression as a whole is to the error; undefined when it is no part of it. */
  kindOf(node: Node): Kind | undefined {
    if (!this.#kinds.has(node)) {
      this.#kinds.set(node, undefined);
      this.#kinds.set(node, this.#findKind(unwrapped(node)));
    }
    return this.#kinds.get(node);
  }

  /** Whether an expression is the error, or a part of it of any kind. */
  readonly isError = (node: Node): boolean => this.kindOf(node) !== undefined;

  /** The outermost parts of an expression that give the error away, other than where a guard keeps them from strangers. */
  leavesIn(node: Node | null | undefined): readonly Node[] {
    if (!node) return [];
    if (!this.#leaves.has(node)) {
      this.#leaves.set(node, []);
      this.#leaves.set(node, this.#findLeaves(node));
    }
    return this.#leaves.get(node)!;
  }

  isIn(node: Node): boolean {
    return this.leavesIn(node).length > 0;
  }

  /** Whether the issues of a validation are in an expression. */
  hasIssues(node: Node): boolean {
    const inner = [node, ...this.doc.tree.inside(node, 'MemberExpression', 'OptionalMemberExpression', 'CallExpression')];
    return inner.some((each) => this.kindOf(each) === 'issues');
  }

  /** Whether an expression has anything to do with the error. */
  touches(node: Node): boolean {
    const names = node.type === 'Identifier' ? [node] : this.doc.tree.inside(node, 'Identifier');
    return names.some((id) => this.kindOf(id) !== undefined || this.variable(id) !== undefined);
  }

  /** The local name an identifier stands for, where its value has the error in it. */
  variable(use: Node): Binding | undefined {
    const binding = use.type === 'Identifier' ? this.doc.scopes.bindingOf(use) : undefined;
    if (!binding || binding === this.source.error || this.source.parts.has(binding) || !['const', 'let', 'var'].includes(binding.kind)) return undefined;
    if (binding.by.type !== 'VariableDeclarator' || !isWithin(binding.by, this.source.block)) return undefined;
    return this.#isHeldBy(binding) ? binding : undefined;
  }

  /** Values given to a name beside the one it starts with. */
  writesOf(binding: Binding): NodeOf<'AssignmentExpression'>[] {
    return binding.uses.flatMap((use) => {
      const parent = this.doc.tree.parent(use);
      return parent?.type === 'AssignmentExpression' && parent.left === use ? [parent] : [];
    });
  }

  #isHeldBy(binding: Binding): boolean {
    const by = binding.by as NodeOf<'VariableDeclarator'>;
    const writes = this.writesOf(binding);
    const harmless = writes.filter(({ right }) => !this.isIn(right));
    if (isReplacedUnderGuard(this.doc, harmless)) return false;
    if (writes.some(({ right }) => this.isIn(right))) return true;
    if (!by.init) return false;
    if (by.id.type === 'Identifier') return this.#isShown(by.init);
    return this.kindOf(by.init) === 'text' && this.#kindOfProperty(this.#propertyBehind(binding)) === 'text';
  }

  /** Like `isIn`, but what a function makes of the error is not known to be its text. */
  #isShown(node: Node): boolean {
    return this.leavesIn(node).some((leaf) => {
      for (const ancestor of [leaf, ...this.doc.tree.ancestors(leaf)]) {
        if (isCall(ancestor) && this.kindOf(ancestor) === undefined && !PASSES_ON.test(dottedText(ancestor.callee) ?? '')) return false;
        if (ancestor === node) return true;
      }
      return true;
    });
  }

  #propertyBehind({ by, node }: Binding): string {
    const pattern = (by as NodeOf<'VariableDeclarator'>).id;
    const property = pattern.type === 'ObjectPattern' ? pattern.properties.find((each) => isWithin(node, each)) : undefined;
    return property ? keyName(property) ?? '' : '';
  }

  #findKind(node: Node): Kind | undefined {
    switch (node.type) {
      case 'Identifier': return this.#kindOfName(node);
      case 'MemberExpression': case 'OptionalMemberExpression': return this.#kindOfMember(node);
      case 'CallExpression': case 'OptionalCallExpression': return this.#kindOfCall(node);
      case 'AwaitExpression': return this.kindOf(node.argument);
      default: return undefined;
    }
  }

  #kindOfName(node: NodeOf<'Identifier'>): Kind | undefined {
    const binding = this.doc.scopes.bindingOf(node);
    if (!binding) return undefined;
    if (binding === this.source.error) return 'text';
    const part = this.source.parts.get(binding);
    if (part !== undefined) return this.#kindOfProperty(part);
    if (binding.by.type !== 'VariableDeclarator' || !binding.by.init || binding.uses.some((use) => isWrite(this.doc.tree, use))) return undefined;
    const whole = this.kindOf(binding.by.init);
    return binding.by.id.type === 'ObjectPattern' ? whole === 'text' ? this.#kindOfProperty(this.#propertyBehind(binding)) : whole : whole;
  }

  #kindOfProperty(name: string): Kind {
    if (ISSUES.test(name)) return 'issues';
    if (HARMLESS.test(name) || FOR_CLIENT.test(name)) return 'harmless';
    if (PARTS.test(name)) return 'part';
    return TEXTS.test(name) ? 'text' : 'harmless';
  }

  #kindOfMember(node: NodeOf<'MemberExpression' | 'OptionalMemberExpression'>): Kind | undefined {
    const object = this.kindOf(node.object);
    if (object) return object === 'text' ? this.#kindOfProperty(propertyName(node) ?? '') : object;
    // `info.message`, where `const info = { message: err.message }`.
    const binding = this.doc.scopes.bindingOf(unwrapped(node.object));
    const init = binding?.by.type === 'VariableDeclarator' && isWithin(binding.by, this.source.block) ? binding.by.init : undefined;
    const property = init ? propertyOf(init, propertyName(node) ?? '') : undefined;
    return property?.type === 'ObjectProperty' && this.isIn(property.value) ? 'text' : undefined;
  }

  #kindOfCall(call: NodeOf<'CallExpression' | 'OptionalCallExpression'>): Kind | undefined {
    const { callee } = call;
    const name = dottedText(callee) ?? '';
    const [argument] = call.arguments;
    const given = argument && this.kindOf(argument);
    if (callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression') {
      const object = this.kindOf(callee.object);
      if (object) return object === 'text' && !HARMLESS.test(lastName(callee) ?? '') && !ISSUES.test(lastName(callee) ?? '') ? 'text' : this.kindOf(callee);
    }
    if (!given) return undefined;
    if (TEST_CALLS.test(name) || TEST_CALLS.test(lastName(callee) ?? '')) return 'harmless';
    if (TEXT_CALLS.test(name) || MESSAGE_FUNCTION.test(lastName(callee) ?? '') || this.givesTextOf(callee)) return given;
    return /^(z\.|zod)?(prettifyError|treeifyError|fromZodError|formatZodError)$/.test(name) ? 'issues' : undefined;
  }

  /** A function of the file that returns the text of its parameter, whatever it is called. */
  givesTextOf(callee: Node): boolean {
    const binding = this.doc.scopes.bindingOf(callee);
    const by = binding?.by.type === 'VariableDeclarator' ? binding.by.init : binding?.by;
    if (!isFunction(by)) return false;
    const [param] = by.params;
    const error = param?.type === 'Identifier' ? this.doc.scopes.bindingOf(param) : undefined;
    if (!error) return false;
    const inner = Leaks.from(this.doc, { kind: 'helper', node: by, block: by.body, error, parts: new Map(), guarded: by }, this.project);
    const values = by.body.type === 'BlockStatement' ? runsIn(this.doc.tree, by.body, 'ReturnStatement').flatMap(({ argument }) => argument ?? []) : [by.body];
    return values.some((value) => inner.isIn(value) && ['MemberExpression', 'OptionalMemberExpression', 'ConditionalExpression', 'LogicalExpression', 'TemplateLiteral', 'CallExpression'].includes(value.type));
  }

  #findLeaves(outer: Node): readonly Node[] {
    const node = unwrapped(outer);
    const kind = this.kindOf(node);
    if (kind) return kind === 'text' || kind === 'part' ? [outer] : [];
    if (isFunction(node)) return [];
    switch (node.type) {
      case 'Identifier': return this.variable(node) ? [outer] : [];
      case 'ConditionalExpression': {
        const found = this.#sides(node.test);
        return [...(found.then ? [] : this.leavesIn(node.consequent)), ...(found.else ? [] : this.leavesIn(node.alternate))];
      }
      case 'LogicalExpression': {
        const found = this.#sides(node.left);
        if (node.operator === '&&') return found.then ? [] : this.leavesIn(node.right);
        return [...this.leavesIn(node.left), ...(found.else ? [] : this.leavesIn(node.right))];
      }
      case 'BinaryExpression': return node.operator === '+' ? [...this.leavesIn(node.left), ...this.leavesIn(node.right)] : [];
      case 'UnaryExpression': case 'UpdateExpression': case 'ClassExpression': return [];
      case 'CallExpression': case 'OptionalCallExpression': return this.#leavesInCall(node);
      case 'NewExpression': return node.arguments.flatMap((argument) => this.leavesIn(argument));
      case 'ObjectExpression': return node.properties.flatMap((each) => (each.type === 'ObjectMethod' ? [] : this.leavesIn(each.type === 'SpreadElement' ? each.argument : each.value)));
      case 'ArrayExpression': return node.elements.flatMap((each) => this.leavesIn(each));
      case 'TemplateLiteral': return node.expressions.flatMap((each) => this.leavesIn(each));
      case 'TaggedTemplateExpression': return this.leavesIn(node.quasi);
      case 'SpreadElement': case 'AwaitExpression': return this.leavesIn(node.argument);
      case 'AssignmentExpression': return this.leavesIn(node.right);
      case 'SequenceExpression': return this.leavesIn(node.expressions.at(-1));
      default: return [];
    }
  }

  #leavesInCall(call: NodeOf<'CallExpression' | 'OptionalCallExpression'>): readonly Node[] {
    const { callee } = call;
    if (TEST_CALLS.test(dottedText(callee) ?? '') || HARMLESS.test(lastName(callee) ?? '')) return [];
    const object = callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression' ? this.leavesIn(callee.object) : [];
    return [...object, ...call.arguments.flatMap((argument) => this.leavesIn(argument))];
  }

  #sides(test: Node): ReturnType<typeof sidesOf> {
    return sidesOf(this.doc, test, this.isError, this.project);
  }
}

/** Functions that hold what they are given. */
const PASSES_ON = /^(JSON\.stringify|Object\.assign|Object\.freeze|Buffer\.from|String)$/;
