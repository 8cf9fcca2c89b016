import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LANGUAGES } from '../languages/index.ts';
import type { LanguageId, ProjectView } from '../languages/types.ts';
import type { LoadedTransform } from '../transform.ts';
import type { Acceptance, FileResult, Zone } from '../types.ts';
import { runFile, type FileTask } from './run-file.ts';
import { rawText, sourceFrom } from './source-file.ts';

/** `<case>.case.json`: what the file's surroundings are, where the defaults do not do. */
export interface CaseOptions {
  readonly path?: string;
  readonly zone?: Zone;
  readonly unsafe?: boolean;
  readonly python?: Partial<NonNullable<ProjectView['package']['python']>>;
  readonly javascript?: Partial<NonNullable<ProjectView['package']['javascript']>>;
  readonly view?: Partial<ProjectView>;
  readonly options?: Partial<ProjectView['options']>;
}

/** `<case>.input.*` with its `<case>.output.*`, or `<case>.valid.*`, which must not change and so has no output path. */
export interface Fixture extends CaseOptions {
  readonly transform: string;
  readonly language: LanguageId;
  readonly name: string;
  readonly input: string;
  readonly inputPath: string;
  readonly outputPath?: string;
  /** Absent when the output is still to be written. */
  readonly output?: string;
}

/** Every fixture of a transform: the cases in the folder's `python/` and so on. */
export function fixturesIn(folder: string, transform: string): Fixture[] {
  return (Object.keys(LANGUAGES) as LanguageId[]).flatMap((language) => {
    const own = join(folder, language);
    if (!existsSync(own)) return [];
    return readdirSync(own).filter((file) => /\.(input|valid)\.\w+$/.test(file)).sort().map((file): Fixture => {
      const [, name, kind, extension] = /^(.*)\.(input|valid)(\.\w+)$/.exec(file)!;
      const optionsPath = join(own, `${name}.case.json`);
      const options: CaseOptions = existsSync(optionsPath) ? JSON.parse(readFileSync(optionsPath, 'utf8')) : {};
      const outputPath = join(own, `${name}.output${extension}`);
      return {
        path: `app/module${extension}`, ...options, transform, language, name: name!, inputPath: join(own, file), input: readFileSync(join(own, file), 'utf8'),
        ...(kind === 'input' && { outputPath, ...(existsSync(outputPath) && { output: readFileSync(outputPath, 'utf8') }) }),
      };
    });
  });
}

export interface FixtureResult {
  /** The text the transform makes of the input. */
  readonly after: string;
  /** What is wrong whatever the output should be. */
  readonly problems: readonly string[];
}

/** Runs a fixture: forward, once more over its own output, and with every fix rejected. */
export async function runFixture(fixture: Fixture, transform: LoadedTransform): Promise<FixtureResult> {
  const { input, language, outputPath } = fixture;
  const result = await runText(input, [transform], language, fixture);
  const after = textAfter(result, input);
  const problems = [
    ...(result.failures ?? []).map(({ reason }) => reason),
    ...(result.status === 'failed' || (result.status === 'skipped' && outputPath !== undefined) ? [`${result.status}: ${result.reason}`] : []),
    ...result.sites.filter(({ status, reason }) => status === 'left' && !reason).map(({ line }) => `line ${line} is left alone without a reason`),
  ];
  if (outputPath === undefined) return { after, problems: after === input ? problems : [...problems, 'it changes, and must not'] };
  const second = (await runText(after, [transform], language, fixture)).sites.find(({ status }) => status === 'pending');
  const rejected = await runText(input, [transform], language, { ...fixture, acceptance: { unsafe: true, onlyAccepted: true } });
  return {
    after,
    problems: [
      ...problems,
      ...(after === input ? ['nothing changes; name it .valid if that is right'] : []),
      ...(second ? [`a second run would still change line ${second.line}`] : []),
      ...(textAfter(rejected, input) === input ? [] : ['it changes although every fix is rejected']),
    ],
  };
}

export function viewOf(path: string, options: CaseOptions = {}): ProjectView {
  return {
    path, zone: options.zone ?? 'server',
    package: {
      dir: '', envNames: [], python: { logArguments: 'unknown', loggingConfigured: true, ...options.python },
      javascript: { loggers: {}, aliases: {}, moduleKind: 'commonjs', importExtension: '', dependencies: [], install: 'npm install', hasLockFile: false, userErrors: [], ...options.javascript },
    },
    loggerWouldCycle: false, importedNames: [], loggerImports: {}, collected: [],
    ...options.view,
    options: { loggerNames: [], secretWords: [], notSecretWords: [], transforms: {}, ...options.options },
  };
}

/** Runs transforms over a text as the engine would, with the facts a fixture states. */
export async function runText(
  text: string, transforms: readonly LoadedTransform[], language: LanguageId, options: CaseOptions & { readonly acceptance?: Acceptance } = {},
): Promise<FileResult> {
  const path = options.path ?? `app/module${LANGUAGES[language].extensions[0]}`;
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
    zones: [], dropped: new Map(), visits: [],
  };
  return runFile(task);
}

export function textAfter(result: FileResult, before: string): string {
  return result.after ?? rawText(sourceFrom(before));
}

export function caseName(fixture: Fixture): string {
  return `${fixture.language}/${fixture.name} (${basename(fixture.inputPath)})`;
}
