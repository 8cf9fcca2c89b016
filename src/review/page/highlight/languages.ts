/** The languages of the files that checkmod changes, in place of all that shiki knows. JavaScript is read as TSX: a subset, and one grammar less. */
const tsx = () => import('shiki/langs/tsx.mjs').then(({ default: [grammar] }) => ({ default: [{ ...grammar!, aliases: ['javascript', 'jsx'] }] }));

export const bundledLanguages = {
  python: () => import('shiki/langs/python.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  javascript: tsx,
  jsx: tsx,
  tsx,
  yaml: () => import('shiki/langs/yaml.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  markdown: () => import('shiki/langs/markdown.mjs'),
  toml: () => import('shiki/langs/toml.mjs'),
  dotenv: () => import('shiki/langs/dotenv.mjs'),
};
