import { propertyOf } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { layersOf } from '../../src/languages/javascript/layers.ts';
import { isFrom, madeFrom, placeAt } from '../../src/languages/javascript/queries.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import { checkRule } from '../../src/transform.ts';

const LIBRARIES = /^(compression|shrink-ray(-current)?|koa-compress|@fastify\/compress|fastify-compress|hono\/compress|@elysiajs\/compress|elysia-compress|http-compression)$/;

const NEXT_CONFIG = /(?:^|\/)next\.config\.[cm]?[jt]s$/;

export const javascript = checkRule<JavaScriptDoc>({
  settings: NEXT_CONFIG,
  prefilter: /compress|shrink-ray/i,
  *evidence(doc, project) {
    for (const made of madeFrom(doc, LIBRARIES, /^(default|compress\w*)$/)) if (isActive(doc, project, made)) yield placeAt(made, 'compresses responses');
    for (const { call, value } of layersOf(doc)) if (isFrom(doc, value, LIBRARIES) && isActive(doc, project, call)) yield placeAt(call, 'compresses responses');
  },
  /** Next compresses unless it is told not to. */
  *problems(doc) {
    if (!NEXT_CONFIG.test(doc.path)) return;
    for (const object of doc.tree.all('ObjectExpression')) {
      const compress = propertyOf(object, 'compress');
      if (compress?.type === 'ObjectProperty' && compress.value.type === 'BooleanLiteral' && !compress.value.value) yield placeAt(compress, 'Next is told not to compress');
    }
  },
});
