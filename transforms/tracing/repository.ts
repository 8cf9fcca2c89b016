import { projectLines, START_FILES } from '../../src/languages/project-lines.ts';
import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

/** Programs and modules that trace a program without a line in its code. */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  const tracers = /\bopentelemetry-instrument\b|@opentelemetry\/auto-instrumentations-node\/register\b|\bddtrace-run\b|\bdd-trace\/(?:init|initialize\.mjs)\b|\bnewrelic-admin\b/;
  for (const { path, line, text } of projectLines(view, START_FILES, tracers)) yield { path, line, evidence: true, message: `the program is started with \`${text}\`` };
}
