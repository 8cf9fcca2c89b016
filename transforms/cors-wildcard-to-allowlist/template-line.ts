import type { PackageFacts } from '../../src/languages/types.ts';
import type { Need } from '../../src/types.ts';

/**
 * The line of a variable in the package's env template, which people copy: it lets in the local front ends that the
 * repository names, or nobody. None where there is no template and nothing reads one's copy.
 */
export function templateLine(name: string, facts: PackageFacts, form: string, value: (origins: readonly string[]) => string): readonly Need[] {
  const { envTemplate, readsDotenv, localOrigins = [] } = facts;
  if ((envTemplate === undefined && !readsDotenv) || requiresNamed(facts)) return [];
  const comment = `Origins that may call the API from a browser, ${form}; in production those of your front ends`;
  return [{ kind: 'env', key: `env ${name}`, name, value: value(localOrigins), comment }];
}

/** dotenv-safe refuses to start while a variable is not set that the template names. */
export function requiresNamed({ javascript }: PackageFacts): boolean {
  return javascript?.dependencies.includes('dotenv-safe') === true;
}
