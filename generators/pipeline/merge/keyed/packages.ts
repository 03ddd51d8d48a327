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

/**
 * A requirement in the form that tools compare: PEP 503 for its name, and PEP 440 for its versions, where `2.0` is `2` and
 * the order of bounds says nothing. What it does not read stays as it is.
 */
export function normalRequirement(line: string): string {
  const [, name, extras = '', versions = '', rest = ''] =
    /^\s*([A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?\s*\(?([^;#\s)(][^;#)(]*)?\)?\s*([;#].*)?$/s.exec(line) ?? [];
  const bounds = versions.split(',').map((bound) => bound.replaceAll(/\s+/g, ''));
  if (name === undefined || !bounds.every((bound) => /^(?:[<>=!~]=?=?[\w.*+!-]+)?$/.test(bound))) return line;
  return `${normalName(name)}${normalName(extras).replaceAll(/\s/g, '')}${bounds.map(withoutZeros).sort().join()}${rest}`;
}

/** `~=2.0` and `==2.0.*` mean something else than `~=2` and `==2.*`. */
function withoutZeros(bound: string): string {
  return /^(?:[<>]=?|[=!]=)[\d.]+$/.test(bound) ? bound.replace(/(?:\.0+)+$/, '') : bound;
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

/** One package can be asked for again with an extra. */
function withExtras(requirement: string): string {
  const extras = /^[^[;@]*\[([^\]]*)\]/.exec(requirement)?.[1] ?? '';
  return `${keyOfRequirement(requirement)}[${normalName(extras).replaceAll(/\s/g, '')}]`;
}

/** Whether a list of packages names one twice, or two groups have one normalised name. */
export function namesPackageTwice(data: Data, path: readonly string[] = []): boolean {
  if (Array.isArray(data)) {
    return holdsPackages(path) && hasTwice(data.filter((entry) => typeof entry === 'string').map(withExtras));
  }
  if (!isMapping(data)) return false;
  const place = path.join('.');
  const isOfGroups = place === 'dependency-groups' || place === 'project.optional-dependencies';
  if (isOfGroups && hasTwice(Object.keys(data).map(normalName))) return true;
  return Object.entries(data).some(([key, value]) => namesPackageTwice(value, [...path, key]));
}
