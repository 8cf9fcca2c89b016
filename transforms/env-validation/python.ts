import { envReadOf, envReads, isSettingsClass } from '../../src/languages/python/environment.ts';
import { argumentsOf, lastName, runsIn, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import type { Json } from '../../src/types.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place, type Rule } from '../../src/transform.ts';

const CHECKS = /valid|check|require|ensure|verify|assert/i;
const ABOUT = /settings|config|cfg|conf|env/i;

interface Facts {
  /** Functions and methods that are called here and may look at the environment: `validate_env`, `settings.validate`. */
  readonly calls: readonly string[];
  /** Functions called at module level, or where the app is made. */
  readonly atStart: readonly string[];
  /** How many variables the program does not start without, a function that goes over several as one. */
  readonly insists: number;
}

const rule = checkRule<PythonDoc>({
  prefilter: /BaseSettings|environ|getenv|config\(|\benv\(|env\.\w+\(|validate|required/i,
  * evidence(doc, project) {
    yield* settingsClasses(doc, project);
    for (const { fn, stops } of lookers(doc)) {
      if (stops && runsAtStart(fn) && isCalled(doc, project, fn)) yield place(fn.field('name')!, `\`${fn.field('name')!.text}\` stops the program where a variable is missing`);
    }
    const [first] = atImport(doc);
    if (first) yield first;
  },
  * problems(doc, project) {
    for (const { fn, stops } of lookers(doc)) {
      const name = fn.field('name')!;
      if (!runsAtStart(fn)) continue;
      if (!isCalled(doc, project, fn)) yield place(name, `\`${name.text}\` looks for missing variables and nothing calls it`);
      else if (!stops) yield place(name, `\`${name.text}\` sees that a variable is missing, and the program goes on`);
    }
    const [only] = atImport(doc);
    if (only && insisted(project) <= 1) yield { ...only, message: 'this is the only variable the program insists on: see whether others must be set too' };
  },
});

export const python: Rule<PythonDoc> = {
  ...rule,
  collect: {
    prefilter: /valid|check|require|ensure|verify|assert|settings|environ|getenv|config\(|\benv\(|env\.\w+\(/i,
    facts(doc, { zone }): Json | undefined {
      if (zone === 'test' || zone === 'script' || zone === 'migration') return undefined;
      const calls = new Set<string>();
      const atStart = new Set<string>();
      for (const call of doc.root.descendants('call')) {
        const callee = call.field('function')!;
        const name = lastName(callee);
        if (name === undefined) continue;
        if (CHECKS.test(name) && !isWithinItself(call, name)) calls.add(callee.kind === 'attribute' ? `${lastName(callee.field('object')) ?? ''}.${name}` : name);
        if (/settings|config|env/i.test(name) && !call.closest('function_definition', 'lambda')) atStart.add(name);
      }
      const insists = zone !== 'server' && zone !== 'library' ? 0
        : atImport(doc).length + doc.root.descendants('class_definition').filter(isSettingsClass).flatMap(requiredFields).length + lookers(doc).filter(({ stops }) => stops).length;
      return calls.size + atStart.size + insists > 0 ? { calls: [...calls], atStart: [...atStart], insists } : undefined;
    },
  },
};

/** How many variables the package insists on. */
function insisted({ collected, package: { dir } }: ProjectView): number {
  const own = collected.filter(({ path }) => dir === '' || path.startsWith(`${dir}/`));
  return own.reduce((sum, { facts }) => sum + (facts as unknown as Facts).insists, 0);
}

function place(node: PyNode, message: string): Place {
  return { start: node.start, end: node.end, message };
}

function isWithinItself(call: PyNode, name: string): boolean {
  return [...call.ancestors()].some((ancestor) => ancestor.kind === 'function_definition' && ancestor.field('name')!.text === name);
}

/** Classes of pydantic settings that refuse to be made without their fields, where they are made at start. */
function* settingsClasses(doc: PythonDoc, project: ProjectView): Generator<Place> {
  for (const definition of doc.root.descendants('class_definition').filter(isSettingsClass)) {
    const required = requiredFields(definition);
    const refuses = definition.descendants('function_definition').find((fn) => isValidator(fn) && fn.descendants('raise_statement').some((each) => /missing|required|must|not set|secret|key|password|production/i.test(each.text)));
    const says = required.length > 0 ? `${required.slice(0, 3).map((name) => `\`${name}\``).join(', ')}${required.length > 3 ? ' and others' : ''} must be set` : refuses ? `\`${refuses.field('name')!.text}\` refuses settings that will not do` : undefined;
    if (says !== undefined && isMadeAtStart(doc, project, definition.field('name')!.text)) yield place(definition.field('name')!, `${says} where \`${definition.field('name')!.text}\` is made at start`);
  }
}

/** Fields without a value: `SECRET_KEY: str`, `SECRET_KEY: str = Field(...)`. */
function requiredFields(definition: PyNode): string[] {
  return definition.field('body')!.named.flatMap((statement): string[] => {
    const field = statement.named[0];
    if (field?.kind !== 'assignment' || field.field('left')!.kind !== 'identifier' || !field.field('type')) return [];
    const name = field.field('left')!.text;
    if (/^(model_config|_)/.test(name) || /ClassVar/.test(field.field('type')!.text)) return [];
    const value = field.field('right');
    if (!value) return [name];
    if (value.kind !== 'call' || lastName(value.field('function')) !== 'Field') return [];
    const { positional, keywords, hasSplat } = argumentsOf(value);
    const given = positional[0] ?? keywords.get('default');
    return given ? (given.kind === 'ellipsis' ? [name] : []) : keywords.has('default_factory') || hasSplat ? [] : [name];
  });
}

function isValidator(fn: PyNode): boolean {
  const head = fn.parent?.kind === 'decorated_definition' ? fn.parent.text.slice(0, fn.start - fn.parent.start) : '';
  return /validator\b/.test(head) || /^(model_post_init|__init__)$/.test(fn.field('name')!.text);
}

/** `settings = Settings()` at module level, or `get_settings()` there, here or in another file. */
function isMadeAtStart(doc: PythonDoc, project: ProjectView, name: string): boolean {
  const makers = new Set([name]);
  for (const call of doc.root.descendants('call')) {
    if (lastName(call.field('function')) !== name) continue;
    const fn = call.closest('function_definition', 'lambda');
    if (!fn) return true;
    const maker = fn.field('name')?.text;
    if (maker) makers.add(maker);
  }
  const here = doc.root.descendants('call').some((call) => !call.closest('function_definition', 'lambda') && makers.has(lastName(call.field('function')) ?? ''));
  return here || factsOf(project).some(({ atStart }) => atStart.some((called) => makers.has(called)));
}

function factsOf(project: ProjectView): Facts[] {
  return project.collected.map(({ facts }) => facts as unknown as Facts);
}

/** A function of the module, or a method of the settings; a service looks at its own variables when it is first used. */
function runsAtStart(fn: PyNode): boolean {
  const owner = fn.closest('class_definition');
  return !owner || ABOUT.test(owner.field('name')!.text);
}

interface Looker {
  readonly fn: PyNode;
  /** It raises, exits, or answers with what its caller must look at. */
  readonly stops: boolean;
}

/** Functions that look whether variables are set: they go over names, or ask one after the other. */
function lookers(doc: PythonDoc): Looker[] {
  return doc.root.descendants('function_definition').flatMap((fn): Looker[] => {
    const name = fn.field('name')!.text;
    const owner = fn.closest('class_definition');
    if (isValidator(fn) && owner && isSettingsClass(owner)) return [];
    const isNamed = CHECKS.test(name) && (ABOUT.test(name) || ABOUT.test(owner?.field('name')!.text ?? '') || /^_?(validate|check_required|verify_required)$/.test(name));
    const looks = goesOverNames(doc, fn) || collectsMissing(fn) || (isNamed && (looksAtEnvironment(doc, fn) || looksAtFields(fn)));
    if (!looks || !/missing|required|not set|must be set|not configured|is None|\bnot\b/i.test(fn.text)) return [];
    const stops = runsIn(fn, 'raise_statement').length > 0 || runsIn(fn, 'call').some((call) => /^(sys\.exit|exit|os\._exit|raise_\w+)$/.test(call.field('function')!.text));
    const answers = runsIn(fn, 'return_statement').some((each) => /^return (False|missing|errors|\w*(missing|valid|errors|issues)\w*)\b/.test(each.text));
    return isNamed || stops ? [{ fn, stops: stops || (answers && isHeeded(doc, fn)) }] : answers || /missing/i.test(fn.text) && /warn|print|log/i.test(fn.text) ? [{ fn, stops: false }] : [];
  });
}

/** `for name in required: … os.getenv(name)`, as a loop or a comprehension. */
function goesOverNames(doc: PythonDoc, fn: PyNode): boolean {
  const loops = fn.descendants('for_statement', 'for_in_clause');
  return loops.some((loop) => {
    const names = [loop.field('left')!, ...loop.field('left')!.descendants('identifier')].filter(({ kind }) => kind === 'identifier').map(({ text }) => text);
    const around = loop.kind === 'for_statement' ? loop : loop.parent!;
    const asks = around.descendants('call', 'comparison_operator').some((each) => {
      if (each.kind === 'comparison_operator') return /not in (os\.)?environ\b/.test(each.text) && names.includes(each.named[0]?.text ?? '');
      const isRead = /^(os\.getenv|os\.environ\.get)$/.test(doc.scopes.qualifiedName(each.field('function')) ?? '') || (each.field('function')!.text === 'getattr' && ABOUT.test(argumentsOf(each).positional[0]?.text ?? ''));
      return isRead && argumentsOf(each).positional.some(({ text }) => names.includes(text));
    });
    return asks && /required|needed|mandatory|missing|critical|must/i.test(fn.text);
  });
}

/** `if not config.KEY: missing.append("KEY")` and, further down, `if missing: raise …`. */
function collectsMissing(fn: PyNode): boolean {
  const lists = new Set(fn.descendants('call').flatMap((call) => {
    const callee = call.field('function')!;
    const isName = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(stringValue(argumentsOf(call).positional[0]) ?? '');
    return isName && callee.kind === 'attribute' && lastName(callee) === 'append' && call.closest('if_statement') ? [callee.field('object')!.text] : [];
  }));
  return fn.descendants('if_statement').some((each) => lists.has(each.field('condition')!.text) && runsIn(each.field('consequence')!, 'raise_statement').length > 0);
}

function looksAtEnvironment(doc: PythonDoc, fn: PyNode): boolean {
  return [...fn.descendants('call', 'subscript')].some((each) => envReadOf(doc, each));
}

/** `if not cls.SECRET_KEY:` in a class of settings, or `if not settings.SECRET_KEY:`. */
function looksAtFields(fn: PyNode): boolean {
  return fn.descendants('attribute').some((each) => /^(self|cls|settings|config|\w*[Ss]ettings|\w*[Cc]onfig)\.[A-Z][A-Z0-9_]{2,}$|^(settings|config)\.\w+$/.test(each.text)) || /(self|cls)\.\w+_(key|url|secret|token|password)\b/.test(fn.text);
}

/** Its answer is looked at: `if not settings.validate():`, and what follows ends the program. */
function isHeeded(doc: PythonDoc, fn: PyNode): boolean {
  const name = fn.field('name')!.text;
  return doc.root.descendants('call').some((call) => lastName(call.field('function')) === name && !call.isWithin(fn) && /raise |sys\.exit|exit\(/.test(call.closest('if_statement')?.text ?? ''));
}

/** Called somewhere outside itself and outside tests; a method through an object that is called after settings. */
function isCalled(doc: PythonDoc, project: ProjectView, fn: PyNode): boolean {
  const name = fn.field('name')!.text;
  const isMethod = fn.closest('class_definition') !== undefined;
  const here = doc.root.descendants('call').some((call) => lastName(call.field('function')) === name && !call.isWithin(fn));
  if (here || /^(lifespan|startup|on_startup|startup_event|create_app|main|ready|__init__|configure)$/.test(name)) return true;
  if (fn.parent?.kind === 'decorated_definition' && /on_event|startup|lifespan|before_serving|register\(/.test(fn.parent.text.slice(0, fn.start - fn.parent.start))) return true;
  return factsOf(project).some(({ calls }) => calls.some((called) => {
    const [object, method] = called.includes('.') ? called.split('.') : [undefined, called];
    if (method !== name) return false;
    return !isMethod || (object !== undefined && (ABOUT.test(object) || object === fn.closest('class_definition')!.field('name')!.text));
  }));
}

/** Variables without which the module does not load, in source order. */
function atImport(doc: PythonDoc): Place[] {
  return [...requiredAtImport(doc), ...missingRaised(doc)].sort((a, b) => a.start - b.start);
}

/** `os.environ["X"]`, `config("X")` or `env("X")` that run when the module is loaded. */
function* requiredAtImport(doc: PythonDoc): Generator<Place> {
  for (const { node, name, required } of envReads(doc)) {
    if (!required || node.closest('function_definition', 'lambda') || node.closest('try_statement') || /^(DJANGO_SETTINGS_MODULE|PATH|HOME)$/.test(name)) continue;
    if (node.kind === 'call' && !readsStrictly(doc, node)) continue;
    yield place(node, `\`${name}\` is read when the module is loaded, which fails where it is not set`);
  }
}

/** `config` of decouple or Starlette, `env` of environ or environs; a function of the same name may do anything. */
function readsStrictly(doc: PythonDoc, call: PyNode): boolean {
  const callee = call.field('function')!;
  const name = callee.kind === 'attribute' ? callee.field('object')! : callee;
  const origin = doc.scopes.qualifiedName(name) ?? '';
  if (/^decouple\./.test(origin)) return true;
  const [binding] = doc.scopes.lookup(name.text, name);
  const value = binding?.node.parent?.kind === 'assignment' ? binding.node.parent.field('right') : undefined;
  return value?.kind === 'call' && /(^|\.)(Env|FileAwareEnv|Config|AutoConfig)$/.test(value.field('function')!.text) && !hasDeclaredDefault(value, stringValue(argumentsOf(call).positional[0]));
}

/** `environ.Env(DEBUG=(bool, False))` gives a default. */
function hasDeclaredDefault(made: PyNode, name: string | undefined): boolean {
  return name !== undefined && argumentsOf(made).keywords.has(name);
}

/** `KEY = os.getenv("KEY")` and, at module level, `if not KEY: raise …`. */
function* missingRaised(doc: PythonDoc): Generator<Place> {
  const read = new Set([...envReads(doc)].flatMap(({ node }) => { const target = node.closest('assignment')?.field('left'); return target?.kind === 'identifier' ? [target.text] : []; }));
  for (const statement of doc.root.descendants('if_statement')) {
    if (statement.closest('function_definition')) continue;
    const test = statement.field('condition')!;
    const isAboutRead = [test, ...test.descendants('identifier')].some((each) => each.kind === 'identifier' && read.has(each.text)) && /\bnot\b|is None|== ?["']{2}/.test(test.text);
    const body = statement.field('consequence')!;
    const stops = runsIn(body, 'raise_statement').length > 0 || runsIn(body, 'call').some((call) => /^(sys\.exit|exit)$/.test(call.field('function')!.text));
    if (isAboutRead && stops) yield place(test, `the program stops where \`${test.text.replace(/\s+/g, ' ')}\``);
  }
}
