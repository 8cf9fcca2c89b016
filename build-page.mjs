// Builds the review page: `dist/review/page/` as the server hands it out, and `dist/review/report.html`, the same page in one file.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const ROOT = import.meta.dirname;
const PAGE = join(ROOT, 'src/review/page');
const OUT = join(ROOT, 'dist/review');
/** The diff component can load any language, theme and regular expression engine by name; the page has these and nothing else. */
const REPLACED = {
  'shiki/langs': join(PAGE, 'highlight/languages.ts'),
  '@pierre/theming/themes': join(PAGE, 'highlight/themes.ts'),
  '@pierre/highlights/themes/loader': join(PAGE, 'highlight/nothing.ts'),
  './backends/highlights.js': join(PAGE, 'highlight/nothing.ts'),
  'shiki/engine/oniguruma': join(PAGE, 'highlight/nothing.ts'),
  'shiki/wasm': join(PAGE, 'highlight/nothing.ts'),
};

export async function buildPage() {
  await build({
    configFile: false,
    root: PAGE,
    base: './',
    logLevel: 'warn',
    resolve: { alias: Object.entries(REPLACED).map(([name, replacement]) => ({ find: new RegExp(`^${name}$`), replacement })) },
    build: {
      outDir: join(OUT, 'page'),
      emptyOutDir: true,
      target: 'es2023',
      modulePreload: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { output: { codeSplitting: false, entryFileNames: 'page.js', assetFileNames: 'page.[ext]' } },
    },
  });
  await writeReport();
}

/** Puts script and style into the page; what a run found goes in later, where `<!--data-->` is. */
async function writeReport() {
  const [html, script, style] = await Promise.all(['index.html', 'page.js', 'page.css'].map((name) => readFile(join(OUT, 'page', name), 'utf8')));
  const one = html
    .replace(/<script type="module"[^>]*><\/script>/, '')
    .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`)
    .replace('</body>', () => `<!--data--><script type="module">${script.replace(/<(?=\/script|!--)/gi, '\\x3c')}</script></body>`);
  await mkdir(OUT, { recursive: true });
  await writeFile(join(OUT, 'report.html'), one);
}
