/** The files of a new transform, by path in its folder. It works as it stands, on PyYAML and on js-yaml. */
export function scaffold(id: string): { readonly [path: string]: string } {
  return {
    'index.ts': `import { defineTransform } from 'checkmod';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: '${id}',
  title: 'Load YAML without running code that is in it',
  why: '\`yaml.load\` builds any object the text names, so whoever writes the text runs code here.',
  // A checklist line with one of these phrases asks for the transform; \`checkmod explain 'TEXT OF A LINE'\` shows the concepts to name.
  cues: ['yaml … safe', 'safe yaml', '{absence} yaml.load'],
  // A rule per language; leave out the one you do not need.
  rules: { python, javascript },
});
`,
    'python.ts': `import type { Rule } from 'checkmod';
import { argumentsOf, callsOf, type PythonDoc } from 'checkmod/python';

/** Finds places and describes their fix; checkmod applies it, checks the result and shows the diff. */
export const python: Rule<PythonDoc> = {
  // A file whose text does not match is never parsed, so this must hold wherever there is something to find.
  prefilter: /\\byaml\\b/,
  *sites(doc) {
    for (const call of callsOf(doc, 'yaml.load')) {
      const message = '\`yaml.load\` can run code that is in the text';
      const callee = call.field('function')!;
      const { positional, keywords } = argumentsOf(call);
      // A place that is left alone is reported too, with the reason.
      if (callee.text !== 'yaml.load') yield { span: call, message, reason: 'it goes by another name here' };
      else if (positional.length !== 1 || keywords.size > 0) yield { span: call, message, reason: 'it names its loader' };
      else yield { span: call, message, safety: 'safe', fix: { edits: [{ start: callee.start, end: callee.end, text: 'yaml.safe_load' }] } };
    }
  },
};
`,
    'javascript.ts': `import type { Rule } from 'checkmod';
import { callsOf, textOf, type JavaScriptDoc } from 'checkmod/javascript';

/** The \`load\` of js-yaml 3 builds functions and objects of any kind; its \`safeLoad\` does not. */
export const javascript: Rule<JavaScriptDoc> = {
  prefilter: /\\bjs-yaml\\b/,
  *sites(doc) {
    // However it is imported or required, and under whatever name.
    for (const call of callsOf(doc, 'js-yaml:load')) {
      const span = { start: call.start!, end: call.end! };
      const message = '\`load\` can build what the text asks for';
      const { callee } = call;
      if (callee.type !== 'MemberExpression') yield { span, message, reason: \`it is imported by itself, as \${textOf(doc, callee)}\` };
      else if (call.arguments.length !== 1) yield { span, message, reason: 'it names its schema' };
      else yield { span, message, safety: 'safe', fix: { edits: [{ start: callee.property.start!, end: callee.property.end!, text: 'safeLoad' }] } };
    }
  },
};
`,
    'README.md': `# ${id}

Load YAML without running code that is in it.

| shape | becomes | tier |
|---|---|---|
| \`yaml.load(text)\` of PyYAML | \`yaml.safe_load(text)\` | safe |
| \`yaml.load(text)\` of js-yaml 3 | \`yaml.safeLoad(text)\` | safe |

Left alone: calls that name their loader or schema, and \`load\` imported by itself.
`,
    '__testfixtures__/python/basic.input.py': 'import yaml\n\n\ndef read(text):\n    return yaml.load(text)\n',
    '__testfixtures__/python/basic.output.py': 'import yaml\n\n\ndef read(text):\n    return yaml.safe_load(text)\n',
    '__testfixtures__/javascript/basic.input.js': "const yaml = require('js-yaml');\n\nmodule.exports = (text) => yaml.load(text);\n",
    '__testfixtures__/javascript/basic.output.js': "const yaml = require('js-yaml');\n\nmodule.exports = (text) => yaml.safeLoad(text);\n",
    '__testfixtures__/javascript/schema.valid.js': "const yaml = require('js-yaml');\n\nmodule.exports = (text) => yaml.load(text, { schema: yaml.FAILSAFE_SCHEMA });\n",
    '__testfixtures__/python/loader.valid.py': 'import yaml\n\n\ndef read(text):\n    return yaml.load(text, Loader=yaml.FullLoader)\n',
  };
}
