import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import launchEditor from 'launch-editor';
import { hasDisplay } from './display.ts';

/** Editors with windows of their own that `launch-editor` can send to a line: one in the terminal would take it from the server. */
const GRAPHICAL = new Set([
  'code', 'code-insiders', 'codium', 'vscodium', 'cursor', 'trae', 'antigravity', 'zed', 'subl', 'sublime', 'sublime_text', 'atom', 'mate', 'gvim', 'mvim', 'notepad++',
  'idea', 'idea64', 'webstorm', 'webstorm64', 'wstorm', 'phpstorm', 'phpstorm64', 'pycharm', 'pycharm64', 'charm', 'goland', 'goland64', 'rider', 'rider64', 'rubymine', 'rubymine64', 'clion', 'clion64',
]);
/** How soon a program that cannot be started is known not to be. */
const START_MS = 300;

/** Opens a line of a file in the user's editor if it has windows; says whether it did. */
export async function openInEditor(root: string, path: string, line: number): Promise<boolean> {
  const editor = hasDisplay() ? graphicalEditor(process.env) : undefined;
  const file = join(root, path);
  if (editor === undefined || !isFile(file)) return false;
  return new Promise((resolve) => {
    launchEditor(`${file}:${line}`, editor, () => resolve(false));
    setTimeout(() => resolve(true), START_MS);
  });
}

/** The first that the environment names, as git and others ask it; that of VS Code in its own terminal. */
export function graphicalEditor(env: NodeJS.ProcessEnv): string | undefined {
  const named = [env['LAUNCH_EDITOR'], env['VISUAL'], env['EDITOR'], env['TERM_PROGRAM'] === 'vscode' ? 'code' : undefined];
  return named.flatMap((command) => command?.trim().split(/\s+/)[0] || []).find((program) => {
    const name = program.split(/[\\/]/).at(-1)!.replace(/\.(?:exe|cmd|bat)$/i, '');
    return GRAPHICAL.has(name) && isOnPath(program, env);
  });
}

function isOnPath(program: string, env: NodeJS.ProcessEnv): boolean {
  const names = process.platform === 'win32' ? ['', '.exe', '.cmd', '.bat'].map((end) => program + end) : [program];
  const folders = /[\\/]/.test(program) ? [''] : (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.some((folder) => names.some((name) => isExecutable(join(folder, name))));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return isFile(file);
  } catch {
    return false;
  }
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
