import { conditionsOf } from '../../../src/languages/javascript/conditions.ts';
import { enclosingClass, enclosingFunction, functionName, isFunction, lastName, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { snakeCase } from '../../../src/languages/secret-names.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import { Message } from './message.ts';

/** Functions whose purpose is to show something to a person at a terminal. */
const SHOWS = /^_*(cli|usage|demo|run_demo|demo_\w+|self_test|(print|display|show)_\w*(summary|report|table|results?|stats|statistics|banner|help|usage|menu|info|status|tree|header)\w*|print_\w+|show_help|show_usage)$/;
const SHOWING_CLASSES = /^(Base|Console)?Command(Runner)?$|(Reporter|Printer|ConsoleView|Cli|CLI|Terminal|ProgressBar|Spinner)$/;

/** Functions and classes that can be nothing but a command-line program: what they show is what it is for. */
const IS_PROGRAM = /^_*(cli|usage|demo|run_demo|self_test|(print|display|show)_(\w+_)?(banner|help|usage|menu|header))$/;
const PROGRAM_CLASSES = /^(Base|Console)?Command(Runner)?$|(Cli|CLI|Terminal|ProgressBar|Spinner)$/;

/** Whether a place shows something to the person who started the program, beyond doubt. */
export function isProgramOutput(doc: JavaScriptDoc, node: Node): boolean {
  for (let fn = enclosingFunction(doc.tree, node); fn; fn = enclosingFunction(doc.tree, fn)) {
    if (IS_PROGRAM.test(snakeCase(functionName(doc.tree, fn) ?? ''))) return true;
  }
  const owner = enclosingClass(doc.tree, node);
  return [owner?.id?.name, owner?.superClass ? lastName(owner.superClass) : undefined].some((name) => name !== undefined && PROGRAM_CLASSES.test(name));
}

/** What stands in for a service by showing what it would send: that is what it is for. */
const SHOWS_MESSAGES = /^_*(console_\w*(e?mail|sms|mailer|message|notif\w*|notifier|transport|provider|sender)\w*|\w*(e?mail|sms|mailer|message|notif\w*)\w*_console\w*|(log|print|send|write|dump)_\w*to_console|\w+_via_console)$/;
/** A switch that somebody sets to be shown more. */
const ASKS_FOR_MORE = /^(?!.*!)(?=.*(?:\b(?:is_?)?verbose(?:Mode|Enabled|_?Logging)?\b|--trace\b|\b(?:opts?|options|args?|argv|flags)\.trace\b|\benv\.\w*TRACE\b|\btraceEnabled\b))/is;

/** Why a line is the output of the program rather than a note about it. */
export function outputReason(doc: JavaScriptDoc, node: Node): string | undefined {
  const asked = [...conditionsOf(doc, node)].find(({ test, holds }) => holds && ASKS_FOR_MORE.test(textOf(doc, test)));
  if (asked) return `it is shown only to who asks for it: \`${textOf(doc, asked.test).replace(/\s+/g, ' ')}\``;
  const provider = [...doc.tree.ancestors(node)].map((each) => (isFunction(each) ? functionName(doc.tree, each) : each.type === 'ClassDeclaration' ? each.id?.name : undefined))
    .find((name) => name !== undefined && SHOWS_MESSAGES.test(snakeCase(name)));
  if (provider !== undefined) return `\`${provider}\` is there to show on the console what would be sent`;
  for (let fn = enclosingFunction(doc.tree, node); fn; fn = enclosingFunction(doc.tree, fn)) {
    const name = functionName(doc.tree, fn);
    if (name !== undefined && SHOWS.test(snakeCase(name))) return `\`${name}\` writes for a person at a terminal`;
  }
  const owner = enclosingClass(doc.tree, node);
  const names = [owner?.id?.name, owner?.superClass ? lastName(owner.superClass) : undefined];
  const showing = names.find((name) => name !== undefined && SHOWING_CLASSES.test(name));
  return showing === undefined ? undefined : `\`${names[0] ?? showing}\` writes for a person at a terminal`;
}

/** A line within a frame, or of a table: `║ Port: {} ║`, `| a | b |`. */
const BOXED = /^[ \t]*(?:[║┃│].*\S.*|\|.*\|[ \t]*)$/m;

/** Whether a text is drawn in a frame or a table. */
export function isBoxed(text: string): boolean {
  return BOXED.test(text);
}

const COLOURS = /^(chalk|kleur|colors|colorette|picocolors|pc|ansis|ansi-colors|cli-color|gradient-string|figlet|boxen|chalk-animation)$/;

/** A text coloured with escapes or by a library. */
export function isColoured(doc: JavaScriptDoc, node: Node): boolean {
  const literals = [node, ...doc.tree.inside(node, 'StringLiteral', 'TemplateLiteral')];
  if (literals.some((each) => Message.read(doc, each)?.hasTerminalCodes)) return true;
  const names = [node, ...doc.tree.inside(node, 'Identifier', 'MemberExpression')];
  return names.some((each) => {
    const origin = doc.scopes.qualifiedName(each);
    if (origin && COLOURS.test(origin.split(':')[0]!)) return true;
    if (each.type !== 'MemberExpression') return false;
    const object = lastName(each.object) ?? '';
    return /^(chalk|colors?|c|ansi)$/i.test(object) && /^(reset|bright|dim|red|green|yellow|blue|cyan|magenta|bold|gr[ae]y|white|underline)$/i.test(lastName(each) ?? '') ||
      each.object.type === 'StringLiteral' && /^(red|green|yellow|blue|cyan|magenta|bold|gr[ae]y|underline|rainbow)$/.test(lastName(each) ?? '');
  });
}
