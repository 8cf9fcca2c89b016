import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sourceFrom, rawText } from '../../src/engine/source-file.ts';
import { runFile, type FileTask } from '../../src/engine/run-file.ts';
import { LANGUAGES } from '../../src/languages/index.ts';
import type { LanguageId, ProjectView } from '../../src/languages/types.ts';
import type { Transform } from '../../src/transform.ts';
import type { Acceptance, FileResult, Zone } from '../../src/types.ts';

export const FIXTURES = join(import.meta.dirname, '../../__testfixtures__');

/** `<case>.case.json`: what the file's surroundings are, where the defaults do not do. */
export interface CaseOptions {
  readonly path?: string;
  readonly zone?: Zone;
  readonly unsafe?: boolean;
  readonly python?: Partial<NonNullable<ProjectView['package']['python']>>;
  readonly view?: Partial<ProjectView>;
  readonly options?: Partial<ProjectView['options']>;
}

export interface Fixture extends CaseOptions {
  readonly transform: string;
  readonly language: LanguageId;
  readonly name: string;
  readonly input: string;
  readonly inputPath: string;
  readonly outputPath?: string;
  readonly output?: string;
}

const EXTENSIONS: Record<LanguageId, readonly string[]> = { python: ['.py'] };

/** Every `<case>.input.*` with its `<case>.output.*`, and every `<case>.valid.*`, of one transform. */
export function fixturesOf(transform: string): Fixture[] {
  return (Object.keys(EXTENSIONS) as LanguageId[]).flatMap((language) => {
    const folder = join(FIXTURES, transform, language);
    if (!existsSync(folder)) return [];
    return readdirSync(folder).filter((file) => /\.(input|valid)\.\w+$/.test(file)).sort().map((file): Fixture => {
      const [, name, kind, extension] = /^(.*)\.(input|valid)(\.\w+)$/.exec(file)!;
      const optionsPath = join(folder, `${name}.case.json`);
      const options: CaseOptions = existsSync(optionsPath) ? JSON.parse(readFileSync(optionsPath, 'utf8')) : {};
      const outputPath = join(folder, `${name}.output${extension}`);
      return {
        ...options, transform, language, name: name!, inputPath: join(folder, file), input: readFileSync(join(folder, file), 'utf8'),
        ...(kind === 'input' && { outputPath, ...(existsSync(outputPath) && { output: readFileSync(outputPath, 'utf8') }) }),
      };
    });
  });
}

export function viewOf(path: string, options: CaseOptions = {}): ProjectView {
  return {
    path, zone: options.zone ?? 'server',
    package: { dir: '', python: { logArguments: 'unknown', loggingConfigured: true, ...options.python }, envNames: [] },
    loggerWouldCycle: false, importedNames: [], collected: [],
    ...options.view,
    options: { loggerNames: [], secretWords: [], notSecretWords: [], transforms: {}, ...options.options },
  };
}

/** Runs transforms over a text as the engine would, with the facts a fixture states. */
export function runText(
  text: string, transforms: readonly Transform[], language: LanguageId, options: CaseOptions & { readonly acceptance?: Acceptance } = {},
): FileResult {
  const path = options.path ?? `app/module${EXTENSIONS[language][0]}`;
  const source = sourceFrom(text);
  const base = viewOf(path, options);
  const collected = (id: string) => {
    const rule = transforms.find((transform) => transform.id === id)?.rules[language];
    if (!rule?.collect?.prefilter.test(source.text)) return base.collected;
    const facts = rule.collect.facts(LANGUAGES[language].parse(source.text, path) as never, base);
    return facts === undefined ? base.collected : [...base.collected, { path, facts }];
  };
  const task: FileTask = {
    path, zone: base.zone, source, language: LANGUAGES[language], transforms,
    view: (id) => ({ ...base, collected: collected(id) }),
    acceptance: options.acceptance ?? { unsafe: options.unsafe ?? false },
    zones: [], droppedGroups: new Map(),
  };
  return runFile(task);
}

export function textAfter(result: FileResult, before: string): string {
  return result.after ?? rawText(sourceFrom(before));
}

export function caseName(fixture: Fixture): string {
  return `${fixture.language}/${fixture.name} (${basename(fixture.inputPath)})`;
}
