import type { Change } from '../change.js';

/** Whether a change takes away, or changes, a file that hides others. */
export function touchesGuard({ writes }: Change): boolean {
  return writes.some(({ path, before }) => before !== undefined && isGuard(path));
}

/** Whether a file hides others from git or from an image. */
export function isGuard(path: string): boolean {
  return isIgnoreFile(path) || path.endsWith('.dockerignore');
}

/** Whether a file hides others from git. */
export function isIgnoreFile(path: string): boolean {
  return path === '.gitignore' || path.endsWith('/.gitignore');
}
