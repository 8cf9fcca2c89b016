import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { checkRule } from '../../src/transform.ts';

export const python = checkRule<PythonDoc>({ prefilter: /(?!)/ });
