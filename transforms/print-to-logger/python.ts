import { loggerAt } from '../../src/languages/python/logger.ts';
import { callsOf, isStatement } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import type { Rule } from '../../src/transform.ts';

export const python: Rule<PythonDoc> = {
  prefilter: /\bprint\s*\(/,
  *sites(doc, project) {
    for (const call of callsOf(doc, 'builtins.print')) {
      const message = '`print` bypasses the logger';
      const logger = loggerAt(doc, call, project);
      if (!isStatement(call)) yield { span: call, message, reason: 'its value is used' };
      else if ('reason' in logger) yield { span: call, message, reason: logger.reason };
      else {
        const callee = call.field('function')!;
        yield { span: call, message, safety: 'safe', fix: { edits: [{ start: callee.start, end: callee.end, text: `${logger.expression}.info` }], needs: logger.needs } };
      }
    }
  },
};
