import { createTwoFilesPatch } from 'diff';
import type { Answer, Applied, ApplyRequest, DecisionRequest, FileView, ManyRequest, Mark, ReviewFix, ReviewState } from '../../../src/review/protocol.ts';
import type { Generated } from './generate.ts';

/** A new text with this in it is refused, as a parser would. */
export const BREAKS = ')))';

/** A review whose engine replaces the spans of fixes and nothing else. */
export class MockReview {
  onChange: (version: number) => void = () => {};
  readonly #texts: Generated['texts'];
  readonly #base: ReviewState;
  readonly #fixes: Map<string, ReviewFix>;
  readonly #history: (readonly ReviewFix[])[] = [];
  #version = 1;
  #applied: Applied | undefined;
  lastApply: ApplyRequest | undefined;

  constructor({ texts, state }: Generated) {
    this.#texts = texts;
    this.#base = state;
    this.#fixes = new Map(state.fixes.map((fix) => [fix.site, fix]));
  }

  state(): ReviewState {
    const rejected = new Set(this.#all().filter(({ decision }) => decision === 'rejected').map(({ site }) => site));
    const asked = ({ sites }: { readonly sites: readonly string[] }) => sites.some((site) => !rejected.has(site));
    return {
      ...this.#base, version: this.#version, fixes: this.#all(), canUndo: this.#history.length > 0,
      projectFiles: this.#base.projectFiles.filter(asked), actions: this.#base.actions.filter(asked), ...(this.#applied && { applied: this.#applied }),
    };
  }

  fix(site: string): ReviewFix {
    const fix = this.#fixes.get(site);
    if (!fix) throw new Error(`no site ${site}`);
    return fix;
  }

  file(path: string): FileView {
    const before = this.#texts[path];
    if (before === undefined) throw new Error(`no fix in ${path}`);
    return { path, version: this.#version, before, ...this.#result(path, before, ({ decision }) => decision !== 'rejected') };
  }

  decide({ site, decision, reason, text, ignore }: DecisionRequest): Answer {
    if (text?.includes(BREAKS)) throw new Error(`line 1: unexpected ")"`);
    const { reason: _reason, text: _text, ignore: _ignore, ...fix } = this.fix(site);
    return this.#change([{ ...fix, decision, ...(reason !== undefined && { reason }), ...(text !== undefined && { text }), ...(ignore && { ignore }) }]);
  }

  decideMany({ sites, decision, reason }: ManyRequest): Answer {
    return this.#change(sites.map((site) => {
      const { reason: _reason, ignore: _ignore, ...fix } = this.fix(site);
      return { ...fix, decision, ...(reason !== undefined && { reason }) };
    }));
  }

  undo(): Answer {
    const before = this.#history.pop();
    if (!before) throw new Error('there is nothing to undo');
    return this.#set(before);
  }

  apply(request: ApplyRequest): Applied {
    this.lastApply = request;
    const written = [...new Set(this.#all().filter(({ decision }) => decision === 'accepted').map(({ path }) => path))];
    if (written.length === 0) throw new Error('nothing is accepted');
    this.#applied = { version: ++this.#version, written, undo: 'git apply -R .checkmod/undo.patch', changedMeanwhile: [] };
    this.onChange(this.#version);
    return this.#applied;
  }

  patch(): string {
    return Object.entries(this.#texts).map(([path, before]) => createTwoFilesPatch(path, path, before, this.#result(path, before, ({ decision }) => decision === 'accepted').after)).join('');
  }

  #all(): ReviewFix[] {
    return [...this.#fixes.values()];
  }

  #change(fixes: readonly ReviewFix[]): Answer {
    this.#history.push(fixes.map(({ site }) => this.fix(site)));
    return this.#set(fixes);
  }

  #set(fixes: readonly ReviewFix[]): Answer {
    for (const fix of fixes) this.#fixes.set(fix.site, fix);
    this.#version++;
    this.onChange(this.#version);
    return { version: this.#version, changed: fixes };
  }

  /** Fixes stand on one line each; a new text may have more. */
  #result(path: string, before: string, takes: (fix: ReviewFix) => boolean): Pick<FileView, 'after' | 'marks'> {
    const lines = before.split('\n');
    const marks: Mark[] = [];
    let moved = 0;
    for (const fix of this.#all().filter((one) => one.path === path)) {
      const mark = { site: fix.site, beforeLine: fix.line, beforeEndLine: fix.endLine };
      if (!takes(fix)) {
        marks.push(mark);
        continue;
      }
      const index = fix.line - 1;
      const text = (fix.text ?? fix.after).replaceAll('\n', `\n${' '.repeat(fix.column - 1)}`);
      lines[index] = lines[index]!.slice(0, fix.column - 1) + text + lines[index]!.slice(fix.endColumn - 1);
      marks.push({ ...mark, afterLine: fix.line + moved });
      moved += text.split('\n').length - 1;
    }
    return { after: lines.join('\n'), marks };
  }
}
