import { isAbsolute, sep } from 'node:path';

/**
 * Whether a path is that of a file in a repository, and not one above it or in git's own folder. An index or a patch may
 * have come with a folder from anywhere, and name what it likes.
 */
export function isInside(path: string): boolean {
  const parts = path.split(sep === '\\' ? /[\\/]/ : '/');
  return !isAbsolute(path) && !parts.some((part) => ['', '.', '..'].includes(part) || part.toLowerCase() === '.git');
}
