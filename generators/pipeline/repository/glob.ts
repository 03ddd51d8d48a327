import { literal } from '../literal.js';

/**
 * The form of the paths that a pattern fits: `*` and `?` within a name, `**` across folders, `{a,b}` for one of several, which may hold
 * stars themselves.
 */
export function globForm(pattern: string): RegExp {
  return new RegExp(`^${sourceOf(pattern)}$`);
}

function sourceOf(pattern: string): string {
  return pattern.replaceAll(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[^*?{}]+|[{}]/g, (part) => {
    if (part === '**/') return '(?:[^/]+/)*';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.length > 1 && part.startsWith('{')) return `(?:${part.slice(1, -1).split(',').map(sourceOf).join('|')})`;
    return literal(part);
  });
}
