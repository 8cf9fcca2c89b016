import { computed, effect, signal } from '@preact/signals';
import type { Layout, Theme } from './diff/options.ts';
import { remembered } from './preferences.ts';

export const VIEWS = ['fixes', 'left', 'todo', 'project', 'skipped'] as const;
export type View = (typeof VIEWS)[number];
type ThemeChoice = Theme | 'system';
const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** How the page looks right now: nothing here changes what is decided. */
export const view = signal<View>('fixes');
export const dialog = signal<'help' | 'apply' | undefined>(undefined);
/** The fix whose card shows a form, and which. */
export const form = signal<{ readonly site: string; readonly kind: 'edit' | 'reject' } | undefined>(undefined);

export const layout = remembered<Layout>('layout', 'split', (value) => value === 'split' || value === 'unified');
export const themeChoice = remembered<ThemeChoice>('theme', 'system', (value) => CHOICES.includes(value as ThemeChoice));

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const systemTheme = signal<Theme>(prefersDark.matches ? 'dark' : 'light');
prefersDark.addEventListener('change', ({ matches }) => (systemTheme.value = matches ? 'dark' : 'light'));
export const theme = computed<Theme>(() => (themeChoice.value === 'system' ? systemTheme.value : themeChoice.value));
effect(() => {
  document.documentElement.dataset['theme'] = theme.value;
});

const narrowScreen = matchMedia('(max-width: 760px)');
/** Two texts beside each other are no use on a narrow screen. */
const narrow = signal(narrowScreen.matches);
narrowScreen.addEventListener('change', ({ matches }) => (narrow.value = matches));
export const shownLayout = computed<Layout>(() => (narrow.value ? 'unified' : layout.value));

export function nextTheme(): void {
  themeChoice.value = theme.value === 'dark' ? 'light' : 'dark';
}
