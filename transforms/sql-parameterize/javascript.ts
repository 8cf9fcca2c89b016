import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { checkRule } from '../../src/transform.ts';

export const javascript = checkRule<JavaScriptDoc>({ prefilter: /(?!)/ });
