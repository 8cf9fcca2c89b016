/** The two themes of the page, in place of all that the diff component ships. */
import dark from '@pierre/theme/pierre-dark';
import light from '@pierre/theme/pierre-light';

const THEMES: { readonly [name: string]: unknown } = { 'pierre-dark': dark, 'pierre-light': light };

export const themes = {
  getTheme: (name: string) => (name in THEMES ? { load: () => Promise.resolve(THEMES[name]) } : undefined),
};
