import { isCall, isFunction, keyName, propertyName, propertyOf, runsIn, unwrapped, type AnyFunction } from '../../languages/javascript/nodes.ts';
import { parseJavaScript, type JavaScriptDoc } from '../../languages/javascript/parse.ts';
import { isWrite, type Binding } from '../../languages/javascript/scopes.ts';
import type { Node, NodeOf } from '../../languages/javascript/tree.ts';
import { defaultLevel } from '../../languages/javascript/log-levels.ts';
import { FASTIFY_LOGGER, libraryLogger, loggerType, SYSLOG_METHODS, withTakes } from '../../languages/javascript/logger-libraries.ts';
import { functionsShape, isLevelFunction } from './logger-functions.ts';
import { walksValues, writesTextOnly } from './line-format.ts';
import { agreed, fromLibrary, withLevels, withoutMaker, type LoggerDefinition } from './logger-definition.ts';
import { originOf, type FileOf, type Origin } from './export-origin.ts';
import { membersOf, ownShape, type Method } from './logger-methods.ts';
import { commonExports, exportedNames, exportOf } from './module-exports.ts';
import { parametersOf } from './parameters.ts';

/** A place in a file: definitions refer to each other across files. */
interface At {
  readonly doc: JavaScriptDoc;
  readonly node: Node;
}

const CHILD = /^(?:child|withTag|getSubLogger|getLogger|getChild|scope|tag|withDefaults|withContext|extend)$/;
const SINGLETON = /^(?:getInstance|instance|get|create|getLogger|shared)$/;
const LOOKS_LIKE_LOGGER = /log|console|winston|pino|bunyan|consola|signale|roarr/i;
const DEEPEST = 12;

/** Says what the loggers of a repository are, from their definitions. Files are parsed only when something asks for them. */
export class Loggers {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #resolver: FileOf;
  readonly #docs = new Map<string, JavaScriptDoc | undefined>();
  readonly #known = new Map<string, LoggerDefinition | undefined>();

  constructor(texts: ReadonlyMap<string, string>, resolver: FileOf) {
    this.#texts = texts;
    this.#resolver = resolver;
  }

  /** What a file exports under a name; undefined when that has nothing to do with a logger. */
  exported(file: string, name: string): LoggerDefinition | undefined {
    const key = `${file}#${name}`;
    if (!this.#known.has(key)) {
      this.#known.set(key, undefined);
      this.#known.set(key, this.#exported(file, name));
    }
    return this.#known.get(key);
  }

  /** What a package exports under a name. */
  library(module: string, name: string): LoggerDefinition | undefined {
    const found = libraryLogger(`${module.replace(/^node:/, '')}:${name}`);
    return found && fromLibrary(found);
  }

  /** Names a file exports that are loggers or make them. */
  exportsOf(file: string): { readonly name: string; readonly definition: LoggerDefinition }[] {
    const doc = this.#doc(file);
    if (!doc) return [];
    return exportedNames(doc).flatMap((name) => {
      const definition = this.exported(file, name);
      return definition ? [{ name, definition }] : [];
    });
  }

  /** What a name of a file stands for in the end. */
  origin(file: string, name: string): Origin {
    return originOf(file, name, (path) => this.#doc(path), this.#resolver);
  }

  /** The functions of the module that a file has this one from, where it logs with such: `logError`, `logWarn`. */
  functions(file: string, name: string): LoggerDefinition | undefined {
    const origin = this.origin(file, name);
    const doc = origin.node && this.#doc(origin.file);
    if (!doc) return undefined;
    const functions = exportedNames(doc).filter(isLevelFunction).flatMap((each): [string, AnyFunction][] => {
      // Only what a file hands on under the same name can be had from it.
      const { node } = this.origin(file, each);
      const fn = node?.type === 'VariableDeclarator' ? node.init : node;
      return fn && isFunction(fn) && this.origin(file, each).file === origin.file ? [[each, fn]] : [];
    });
    const shape = functionsShape(new Map(functions), doc);
    return shape && { shape };
  }

  #exported(file: string, name: string): LoggerDefinition | undefined {
    if (!mentions(this.#texts.get(file) ?? '', name)) return undefined;
    const doc = this.#doc(file);
    if (!doc) return undefined;
    if (name === '*') return this.#namespace(doc);
    const found = exportOf(doc, name);
    if (found === undefined) return this.#reexported(doc, name) ?? (name === 'default' ? this.#assembled(doc) : undefined);
    return 'specifier' in found ? this.#imported(found.specifier, found.name, doc) : this.#value({ doc, node: found.node }, 0);
  }

  /** `export * from './logger'`. */
  #reexported(doc: JavaScriptDoc, name: string): LoggerDefinition | undefined {
    if (name === 'default') return undefined;
    for (const all of doc.tree.all('ExportAllDeclaration')) {
      const found = this.#imported(all.source.value, name, doc);
      if (found) return found;
    }
    return undefined;
  }

  /** `exports.info = …; exports.error = …`: the module as a whole is the logger. */
  #assembled(doc: JavaScriptDoc): LoggerDefinition | undefined {
    const methods = new Map<string, Node>();
    for (const { name, value } of commonExports(doc)) if (name !== undefined) methods.set(name, value);
    return this.#own(methods, doc, undefined, 0);
  }

  /** `export const info = …; export const error = …`, imported as one object. */
  #namespace(doc: JavaScriptDoc): LoggerDefinition | undefined {
    const methods = new Map<string, Node>();
    for (const name of exportedNames(doc)) {
      const found = name === 'default' ? undefined : exportOf(doc, name);
      if (found && 'node' in found) methods.set(name, found.node);
    }
    return this.#own(methods, doc, undefined, 0);
  }

  #imported(specifier: string, name: string, doc: JavaScriptDoc): LoggerDefinition | undefined {
    const file = this.#resolver.file(specifier, doc.path);
    return file === undefined ? this.library(specifier, name) : this.exported(file, name);
  }

  /** What an expression is. */
  #value(at: At, depth: number): LoggerDefinition | undefined {
    const { doc } = at;
    const node = unwrapped(at.node);
    if (depth > DEEPEST) return undefined;
    const value = (inner: Node | null | undefined) => (inner ? this.#value({ doc, node: inner }, depth + 1) : undefined);
    const named = this.#named(node, doc);
    if (named !== undefined) return named ?? undefined;
    switch (node.type) {
      case 'Identifier': return this.#binding(doc.scopes.bindingOf(node), doc, depth);
      case 'MemberExpression': return this.#member(node, doc, depth);
      case 'CallExpression': case 'OptionalCallExpression': return this.#call(node, doc, depth);
      case 'NewExpression': return this.#made(node, doc, depth);
      case 'ObjectExpression': return this.#object(node, doc, depth);
      case 'ClassExpression': case 'ClassDeclaration': return this.#class(node, doc, depth);
      case 'FunctionExpression': case 'ArrowFunctionExpression': case 'FunctionDeclaration': return this.#factory(node, doc, depth);
      case 'ConditionalExpression': return agreed([value(node.consequent), value(node.alternate)]);
      case 'LogicalExpression': return agreed([value(node.left), value(node.right)].filter((each) => each !== undefined));
      case 'AssignmentExpression': return value(node.right);
      default: return undefined;
    }
  }

  /** An expression that stands for an import; null when it is one that is no logger. */
  #named(node: Node, doc: JavaScriptDoc): LoggerDefinition | null | undefined {
    const name = doc.scopes.qualifiedName(node);
    if (name === 'console') return fromLibrary(libraryLogger(name)!);
    const colon = name?.lastIndexOf(':') ?? -1;
    if (name === undefined || colon <= 0) return undefined;
    const [specifier, exported] = [name.slice(0, colon), name.slice(colon + 1)];
    const file = this.#resolver.file(specifier, doc.path);
    if (file === undefined) return this.library(specifier, exported) ?? null;
    const [first, ...rest] = exported.split('.') as [string, ...string[]];
    return rest.length > 0 ? undefined : this.exported(file, first) ?? null;
  }

  #binding(binding: Binding | undefined, doc: JavaScriptDoc, depth: number): LoggerDefinition | undefined {
    if (!binding) return undefined;
    if (binding.kind === 'function' || binding.kind === 'class') return this.#value({ doc, node: binding.by }, depth + 1);
    if (binding.by.type !== 'VariableDeclarator' || binding.by.id !== binding.node) return undefined;
    // `let logger; if (isProduction) logger = …; else logger = …`
    const later = binding.uses.filter((use) => isWrite(doc.tree, use)).map((use) => (doc.tree.parent(use) as { right?: Node }).right);
    const values = [binding.by.init, ...later].filter((node): node is Node => !!node && node.type !== 'NullLiteral');
    return agreed(values.map((node) => this.#value({ doc, node }, depth + 1)));
  }

  #member(node: NodeOf<'MemberExpression'>, doc: JavaScriptDoc, depth: number): LoggerDefinition | undefined {
    const name = propertyName(node);
    if (name === undefined) return undefined;
    if (name === 'log' && this.#isFastify(node.object, doc)) return { shape: FASTIFY_LOGGER };
    if (node.object.type === 'ThisExpression') return this.#ownMember(node, name, doc, depth);
    const object = this.#constant(node.object, doc);
    const property = propertyOf(object, name);
    if (property?.type === 'ObjectProperty') return this.#value({ doc, node: property.value }, depth + 1);
    const owner = doc.scopes.bindingOf(node.object)?.by;
    if (owner?.type === 'ClassDeclaration' && SINGLETON.test(name)) return withoutMaker(this.#class(owner, doc, depth));
    return undefined;
  }

  /** `this.logger`, as the class declares it, sets it or types it. */
  #ownMember(node: Node, name: string, doc: JavaScriptDoc, depth: number): LoggerDefinition | undefined {
    const owner = doc.tree.closest(node, 'ClassDeclaration', 'ClassExpression');
    if (!owner) return undefined;
    const declared = owner.body.body.find((member): member is NodeOf<'ClassProperty'> => member.type === 'ClassProperty' && keyName(member) === name);
    if (declared?.value) return this.#value({ doc, node: declared.value }, depth + 1);
    const set = doc.tree.inside(owner, 'AssignmentExpression').filter(({ left }) => doc.text.slice(left.start!, left.end!) === `this.${name}`);
    const assigned = agreed(set.map(({ right }) => this.#value({ doc, node: right }, depth + 1)));
    if (assigned) return assigned;
    const parameter = doc.tree.inside(owner, 'TSParameterProperty').map((each) => each.parameter).find((each) => each.type === 'Identifier' && each.name === name);
    const annotation = declared?.typeAnnotation ?? (parameter?.type === 'Identifier' ? parameter.typeAnnotation : undefined);
    return annotation?.type === 'TSTypeAnnotation' ? this.#typed(annotation.typeAnnotation, doc) : undefined;
  }

  /** The logger a type of a library means. */
  #typed(type: Node, doc: JavaScriptDoc): LoggerDefinition | undefined {
    if (type.type !== 'TSTypeReference') return undefined;
    const { typeName } = type;
    const left = typeName.type === 'TSQualifiedName' ? doc.scopes.qualifiedName(typeName.left)?.replace(/default$/, '') : undefined;
    const name = typeName.type === 'TSQualifiedName' ? `${left}${typeName.right.name}` : doc.scopes.qualifiedName(typeName);
    const found = name === undefined ? undefined : loggerType(name);
    return found && { shape: found };
  }

  #call(node: NodeOf<'CallExpression' | 'OptionalCallExpression'>, doc: JavaScriptDoc, depth: number): LoggerDefinition | undefined {
    const { callee } = node;
    const [first] = node.arguments;
    const maker = this.#value({ doc, node: callee }, depth + 1);
    if (maker?.shape?.makes === 'call') {
      const made = withoutMaker(withLevels(maker, this.#levels(first, doc)));
      const options = first && this.#constant(first, doc);
      if (made?.shape && writesTextOnly(doc, options)) return { ...made, shape: withTakes(made.shape, 'message') };
      return made && walksValues(doc, options) ? { ...made, isWalked: true } : made;
    }
    if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
    const name = propertyName(callee);
    if (callee.object.type === 'ThisExpression') return this.#returned(callee, name, doc, depth);
    if (callee.object.type === 'Identifier' && callee.object.name === 'Object' && first && /^(?:freeze|seal|assign)$/.test(name ?? '')) {
      return this.#value({ doc, node: first }, depth + 1);
    }
    if (name === undefined || !(CHILD.test(name) || SINGLETON.test(name))) return undefined;
    const object = this.#value({ doc, node: callee.object }, depth + 1);
    return CHILD.test(name) && object?.shape && !object.shape.makes || SINGLETON.test(name) && object?.shape?.makes === 'new' ? withoutMaker(object) : undefined;
  }

  /** `this.current()`, from what the method returns. */
  #returned(callee: Node, name: string | undefined, doc: JavaScriptDoc, depth: number): LoggerDefinition | undefined {
    const owner = doc.tree.closest(callee, 'ClassDeclaration', 'ClassExpression');
    const method = owner?.body.body.find((member) => member.type === 'ClassMethod' && name !== undefined && keyName(member) === name);
    return method && isFunction(method) ? withoutMaker(this.#factory(method, doc, depth + 1)) : undefined;
  }

  /** Levels that `createLogger({ levels: … })` names for itself. */
  #levels(options: Node | undefined, doc: JavaScriptDoc): readonly string[] | undefined {
    const property = propertyOf(options && this.#constant(options, doc), 'levels');
    if (property?.type !== 'ObjectProperty') return undefined;
    if (/\bsyslog\b/.test(doc.text.slice(property.value.start!, property.value.end!))) return SYSLOG_METHODS;
    const levels = this.#constant(property.value, doc);
    return levels?.type === 'ObjectExpression' ? levels.properties.flatMap((each) => keyName(each) ?? []) : undefined;
  }

  #made(node: NodeOf<'NewExpression'>, doc: JavaScriptDoc, depth: number): LoggerDefinition | undefined {
    const maker = this.#value({ doc, node: node.callee }, depth + 1);
    return maker && (maker.shape === undefined || maker.shape.makes === 'new') ? withoutMaker(maker) : undefined;
  }

  #object(node: NodeOf<'ObjectExpression'>, doc: JavaScriptDoc, depth: number): LoggerDefinition | undefined {
    const methods = new Map<string, Node>();
    for (const each of node.properties) {
      const name = keyName(each);
      if (each.type === 'SpreadElement' || name === undefined) continue;
      methods.set(name, each.type === 'ObjectMethod' ? each : each.value);
    }
    return this.#own(methods, doc, undefined, depth);
  }

  #class(node: NodeOf<'ClassDeclaration' | 'ClassExpression'>, doc: JavaScriptDoc, depth: number): LoggerDefinition | undefined {
    const { instance, statics, setUp } = membersOf(node);
    const direct = this.#own(statics, doc, node, depth);
    if (direct) return direct;
    const base = node.superClass ? this.#value({ doc, node: node.superClass }, depth + 1) : undefined;
    const own = this.#own(instance, doc, node, depth);
    const found = base?.shape && !own ? base : own;
    if (!found) return undefined;
    if (!found.shape) return found;
    const parameters = setUp ? parametersOf(setUp) : base?.parameter ? [{ ...base.parameter, isRequired: true }] : [];
    const isInjected = (node.decorators ?? []).some(({ expression }) => isCall(expression) && expression.callee.type === 'Identifier' && expression.callee.name === 'Injectable');
    const canMake = parameters.filter(({ isRequired }) => isRequired).length <= 1 && !(isInjected && setUp && setUp.params.length > 0);
    const isNest = (node.implements ?? []).some((each) => 'expression' in each && each.expression.type === 'Identifier' && each.expression.name === 'LoggerService');
    // A text and the name of a context: what else comes behind a text is lost.
    const form = isNest ? { ...(found.shape.form === 'text' && withTakes(found.shape, 'nothing')), form: 'nest' as const } : {};
    if (!canMake || (node.type === 'ClassDeclaration' && node.abstract)) return { isUnproven: true };
    const [parameter] = parameters;
    return {
      ...found, shape: { ...found.shape, ...form, makes: 'new' },
      ...(parameter && { parameter: { name: parameter.name, isText: parameter.isText } }),
    };
  }

  /** A function that returns loggers. */
  #factory(node: AnyFunction, doc: JavaScriptDoc, depth: number): LoggerDefinition | undefined {
    if (node.async || ('generator' in node && node.generator)) return undefined;
    const returned = node.body.type === 'BlockStatement'
      ? runsIn(doc.tree, node, 'ReturnStatement').flatMap(({ argument }) => argument ?? [])
      : [node.body];
    const made = agreed(returned.map((each) => this.#value({ doc, node: each }, depth + 1)));
    if (!made?.shape || made.shape.makes) return undefined;
    const parameters = parametersOf(node);
    if (parameters.filter(({ isRequired }) => isRequired).length > 1) return undefined;
    const [parameter] = parameters;
    return { ...made, shape: { ...made.shape, makes: 'call' }, ...(parameter && { parameter: { name: parameter.name, isText: parameter.isText } }) };
  }

  #own(methods: ReadonlyMap<string, Node>, doc: JavaScriptDoc, owner: Node | undefined, depth: number): LoggerDefinition | undefined {
    if (!methods.has('error')) return undefined;
    const resolved = new Map([...methods].flatMap(([name, node]): [string, Method][] => {
      const method = this.#method(node, doc, depth);
      return method ? [[name, method]] : [];
    }));
    const found = ownShape(resolved, { doc, owner, loggerAt: (node) => this.#value({ doc, node }, depth + 1)?.shape });
    const lowest = found?.shape && defaultLevel(doc);
    return found?.shape && lowest !== undefined ? { ...found, shape: { ...found.shape, lowest } } : found;
  }

  /** A function, or the method of another logger: `console.error.bind(console)`. */
  #method(node: Node, doc: JavaScriptDoc, depth: number): Method | undefined {
    const inner = unwrapped(node);
    if (isFunction(inner)) return { fn: inner };
    if (isCall(inner) && (inner.callee.type === 'MemberExpression') && propertyName(inner.callee) === 'bind') return this.#method(inner.callee.object, doc, depth + 1);
    if (inner.type === 'MemberExpression') {
      const shape = this.#value({ doc, node: inner.object }, depth + 1)?.shape;
      return shape && { form: shape.form };
    }
    const by = doc.scopes.bindingOf(inner)?.by;
    if (by && isFunction(by)) return { fn: by };
    return by?.type === 'VariableDeclarator' && by.init && depth < DEEPEST ? this.#method(by.init, doc, depth + 1) : undefined;
  }

  /** An expression, or what the constant it names was set to. */
  #constant(node: Node, doc: JavaScriptDoc): Node | undefined {
    const inner = unwrapped(node);
    if (inner.type !== 'Identifier') return inner;
    const by = doc.scopes.bindingOf(inner)?.by;
    return by?.type === 'VariableDeclarator' && by.init ? unwrapped(by.init) : undefined;
  }

  #isFastify(node: Node, doc: JavaScriptDoc): boolean {
    const made = this.#constant(node, doc);
    return isCall(made) && /^fastify:(?:default|fastify)$/.test(doc.scopes.qualifiedName(made.callee) ?? '');
  }

  #doc(file: string): JavaScriptDoc | undefined {
    if (!this.#docs.has(file)) {
      const text = this.#texts.get(file);
      this.#docs.set(file, text !== undefined && LOOKS_LIKE_LOGGER.test(text) ? parsed(text, file) : undefined);
    }
    return this.#docs.get(file);
  }
}

/** A file that neither has a name nor passes everything on cannot export it. */
function mentions(text: string, name: string): boolean {
  return name === 'default' || name === '*' || text.includes(name) || /\bexport\s*\*/.test(text);
}

function parsed(text: string, file: string): JavaScriptDoc | undefined {
  try {
    return parseJavaScript(text, file);
  } catch {
    return undefined;
  }
}
