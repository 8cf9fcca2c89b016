import { createRequire } from 'node:module';
import type { JSCodeshift, Parser, Transform as Codemod } from 'jscodeshift';
import type { JavaScriptDoc } from './languages/javascript/parse.ts';
import { lineEdits } from './languages/line-edits.ts';
import { defineTransform, type Rule, type Transform } from './transform.ts';
import type { Finding } from './types.ts';

/** A codemod written for jscodeshift, and the parser it asks for. */
export interface JscodeshiftModule {
  readonly codemod: Codemod;
  readonly parser?: string | Parser;
}

const EVERY_FILE = /^/;

/** A codemod of jscodeshift as a transform of one fix per file: whatever it makes of the file's text. */
export function fromJscodeshift(id: string, module: JscodeshiftModule): Transform {
  return defineTransform({
    id,
    title: `The jscodeshift codemod \`${id}\``,
    why: 'It is a codemod of your own.',
    cues: [],
    zones: ['server', 'library', 'cli', 'script', 'orphan', 'frontend', 'shared', 'test', 'migration', 'unknown'],
    rules: { javascript: ruleFor(id, module) },
  });
}

function ruleFor(id: string, { codemod, parser }: JscodeshiftModule): Rule<JavaScriptDoc> {
  return {
    prefilter: EVERY_FILE,
    *sites(doc, { options }) {
      const finding = findingFor(doc, id, () => {
        // Loaded when the first file asks: nobody else waits for it.
        const core = createRequire(import.meta.url)('jscodeshift') as JSCodeshift;
        const j = core.withParser((parser ?? parserFor(doc.path)) as string);
        return codemod({ path: doc.path, source: doc.text }, { j, jscodeshift: j, stats: () => {}, report: () => {} }, options.transforms[id] ?? {});
      });
      if (finding) yield finding;
    },
  };
}

/** What the codemod says about a file: nothing when the text stays, the reason when it fails. */
function findingFor(doc: JavaScriptDoc, id: string, transformed: () => ReturnType<Codemod>): Finding | undefined {
  const whole = { start: 0, end: doc.text.length };
  const message = `\`${id}\` changes this file`;
  try {
    const text = transformed();
    if (text instanceof Promise) return { span: whole, message, reason: 'the codemod answers with a promise, which is not awaited here: let it return the text' };
    const edits = typeof text === 'string' ? lineEdits(doc.text, text) : [];
    if (edits.length === 0) return undefined;
    return { span: { start: edits[0]!.start, end: edits.at(-1)!.end }, message, safety: 'safe', fix: { edits } };
  } catch (error) {
    return { span: whole, message, reason: `the codemod failed: ${String(error instanceof Error ? error.message : error).split('\n', 1)[0]}` };
  }
}

function parserFor(path: string): string {
  if (/\.[cm]?ts$/.test(path)) return 'ts';
  return path.endsWith('.tsx') ? 'tsx' : 'babel';
}
