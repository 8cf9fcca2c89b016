/** Colours of code, in place of the themes that the diff component ships: readable (4.5 to 1) on changed and marked lines as well. */
interface Palette {
  readonly fg: string;
  readonly bg: string;
  readonly added: string;
  readonly removed: string;
  readonly changed: string;
  readonly keyword: string;
  readonly string: string;
  readonly name: string;
  readonly constant: string;
  readonly type: string;
  readonly comment: string;
  readonly quiet: string;
}

const LIGHT: Palette = {
  fg: '#1b1f26', bg: '#ffffff', added: '#0f6b34', removed: '#a8201a', changed: '#0a5bd0',
  keyword: '#8b1a5c', string: '#0a5a2a', name: '#4c2ba8', constant: '#7a3b00', type: '#0b4f8c', comment: '#48515c', quiet: '#3b4350',
};
const DARK: Palette = {
  fg: '#e4e7ec', bg: '#14171c', added: '#74d494', removed: '#ff9a92', changed: '#7db2ff',
  keyword: '#ff9ecb', string: '#8fe0a8', name: '#c9b8ff', constant: '#ffbd8a', type: '#92ccff', comment: '#b6bec9', quiet: '#c6ccd5',
};

/** What has which colour, as TextMate grammars name it. */
function tokenColors({ keyword, string, name, constant, type, comment, quiet }: Palette) {
  const color = (foreground: string, ...scope: string[]) => ({ scope, settings: { foreground } });
  return [
    color(quiet, 'punctuation', 'keyword.operator', 'meta.brace'),
    color(keyword, 'keyword', 'storage', 'keyword.operator.logical', 'keyword.operator.new', 'keyword.operator.expression'),
    color(string, 'string', 'punctuation.definition.string', 'markup.inline.raw'),
    color(name, 'entity.name.function', 'support.function', 'markup.heading'),
    color(constant, 'constant', 'variable.language', 'variable.other.env', 'storage.type.string', 'entity.other.attribute-name'),
    color(type, 'entity.name.type', 'entity.name.class', 'support.type', 'support.class', 'entity.name.tag', 'support.type.property-name'),
    color(comment, 'comment', 'punctuation.definition.comment'),
  ];
}

function theme(name: string, type: 'light' | 'dark', palette: Palette) {
  const colors = {
    'editor.foreground': palette.fg,
    'editor.background': palette.bg,
    'gitDecoration.addedResourceForeground': palette.added,
    'gitDecoration.deletedResourceForeground': palette.removed,
    'gitDecoration.modifiedResourceForeground': palette.changed,
  };
  return { name, type, colors, tokenColors: tokenColors(palette) };
}

const THEMES: { readonly [name: string]: unknown } = {
  'checkmod-light': theme('checkmod-light', 'light', LIGHT),
  'checkmod-dark': theme('checkmod-dark', 'dark', DARK),
};

export const themes = {
  getTheme: (name: string) => (name in THEMES ? { load: () => Promise.resolve(THEMES[name]) } : undefined),
};
