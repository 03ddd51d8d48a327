import { type Data, hasTwice, isMapping } from './data.js';

/**
 * The name of a package as indexes compare names (PEP 503), with its marker: one package may stand once for Linux and once for
 * Windows. Options and addresses are their own key; comments and blank lines have none.
 */
export function keyOfRequirement(line: string): string {
  const text = line.replace(/(?:^|\s)#.*/s, '').trim();
  const [, name, rest] = /^([A-Za-z0-9][\w.-]*)\s*(.*)$/s.exec(text) ?? [];
  if (name === undefined || rest === undefined || /^[:/+\\]/.test(rest)) return text;
  const marker = /;\s*([^\\]*)/.exec(rest)?.[1]?.trim() ?? '';
  return marker === '' ? normalName(name) : `${normalName(name)}; ${marker}`;
}

/** A name as PEP 503 normalises it. */
export function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** Whether a list of a TOML file holds packages. */
export function holdsPackages([first, second, ...more]: readonly string[]): boolean {
  if (first === 'dependency-groups') return second !== undefined && more.length === 0;
  if (first === 'project' && second === 'optional-dependencies') return more.length === 1;
  return more.length === 0 && ((first === 'project' && second === 'dependencies') || (first === 'build-system' && second === 'requires'));
}

/** Whether a list of packages names one twice, or two groups have one normalised name. */
export function namesPackageTwice(data: Data, path: readonly string[] = []): boolean {
  if (Array.isArray(data)) {
    return holdsPackages(path) && hasTwice(data.filter((entry) => typeof entry === 'string').map(keyOfRequirement));
  }
  if (!isMapping(data)) return false;
  const place = path.join('.');
  const isOfGroups = place === 'dependency-groups' || place === 'project.optional-dependencies';
  if (isOfGroups && hasTwice(Object.keys(data).map(normalName))) return true;
  return Object.entries(data).some(([key, value]) => namesPackageTwice(value, [...path, key]));
}
