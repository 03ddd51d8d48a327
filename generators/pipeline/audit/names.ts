import { sep } from 'node:path';
import type { Place } from './places.js';

/** What each repository is called, in their order: by its list, else by its folder, with as many of those above it as tell it from others. */
export function namesOf(places: readonly Place[]): readonly string[] {
  const parts = places.map(({ folder, name }) => (name === undefined ? folder.split(sep).filter((part) => part !== '') : [name]));
  const depths = parts.map(() => 1);
  const name = (index: number): string => (parts[index] ?? []).slice(-(depths[index] ?? 1)).join('/') || '/';
  for (;;) {
    const shared = sharedBy(parts.map((_, index) => name(index)));
    const growing = [...parts.keys()].filter((index) => shared.has(name(index)) && (depths[index] ?? 1) < (parts[index] ?? []).length);
    if (growing.length === 0) return parts.map((_, index) => name(index));
    for (const index of growing) depths[index] = (depths[index] ?? 1) + 1;
  }
}

function sharedBy(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const name of names) (seen.has(name) ? shared : seen).add(name);
  return shared;
}
