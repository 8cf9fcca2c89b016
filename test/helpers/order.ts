import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { MODULES, VENV } from './installs.ts';

const TEST = dirname(import.meta.dirname);
const INSTALLS = [[MODULES, 'node-modules.ts'], [VENV, 'venv.ts']] as const;

/**
 * The files that go through every fixture are small but take longest, so they come before the others. Those that run
 * programs come last: what these import is installed meanwhile.
 */
export class Order extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranks = new Map(files.map((file) => [file, rank(file)]));
    for (const [install, helper] of INSTALLS) if (files.some((file) => uses(file, helper))) install.start();
    return (await super.sort(files)).sort((a, b) => ranks.get(a)! - ranks.get(b)!);
  }
}

function rank(file: TestSpecification): number {
  if (file.project.name === 'built') return 0;
  if (INSTALLS.some(([, helper]) => uses(file, helper))) return 3;
  return dirname(file.moduleId) === TEST ? 1 : 2;
}

function uses({ moduleId }: TestSpecification, helper: string): boolean {
  return readFileSync(moduleId, 'utf8').includes(`/${helper}'`);
}
