import { isDeepStrictEqual } from 'node:util';
import { didYouMean, nearest } from '../../nearest.js';
import type { JsonSchema } from '../shape.js';

/** What is wrong with a value that is laid over another, and where in it. */
export interface OverlayFault {
  readonly path: readonly (string | number)[];
  readonly fact: string;
  readonly remedy: string;
}

/** What a list of the pack that is extended can be told: what comes on top, what goes, which items change, and what stands in its place. */
export const LIST_CHANGES = ['add', 'remove', 'change', 'replace'] as const;

/**
 * Lays one value over another: maps merge key by key, `null` takes a key away, and everything else replaces what was there. A list that
 * the one below has too says what happens to it: `{ add: [...] }`, `{ remove: [names] }`, `{ change: { name: {...} } }` or
 * `{ replace: [...] }`.
 *
 * @param schema what the value may look like: it says where lists stand.
 */
export function layOver(base: unknown, over: unknown, schema: JsonSchema, report: (fault: OverlayFault) => void): unknown {
  return new Overlay(report).lay(base, over, schema, []);
}

class Overlay {
  constructor(private readonly report: (fault: OverlayFault) => void) {}

  lay(base: unknown, over: unknown, schema: JsonSchema | undefined, path: OverlayFault['path']): unknown {
    if (schema?.['type'] === 'array') return this.#layList(base, over, schema, path);
    if (!isMap(over)) return over;
    const merged: Record<string, unknown> = isMap(base) ? { ...base } : {};
    for (const [key, value] of Object.entries(over)) {
      const own = schemaOf(key, schema);
      // A key that no such document has is no way to take something away.
      if (value === null && (own !== undefined || schema === undefined)) this.#takeAway(merged, base, key, [...path, key]);
      else merged[key] = this.lay(merged[key], value, own, [...path, key]);
    }
    return merged;
  }

  #takeAway(merged: Record<string, unknown>, base: unknown, key: string, path: OverlayFault['path']): void {
    const known = isMap(base) ? Object.keys(base) : [];
    if (known.length === 0) this.#report(path, `"${key}" has no value`, 'Write its value behind it, or remove the line');
    else if (!known.includes(key)) this.#report(path, `There is no "${key}" to take away`, `${didYouMean(key, known)}${thereAre(known)}`);
    delete merged[key];
  }

  #layList(base: unknown, over: unknown, schema: JsonSchema, path: OverlayFault['path']): unknown {
    const below: readonly unknown[] = Array.isArray(base) ? base : [];
    if (isMap(over)) return this.#change(below, over, schema, path);
    if (Array.isArray(over) && below.length > 0 && !isDeepStrictEqual(below, over)) this.#report(path, ...unsaid(path));
    return over;
  }

  #change(below: readonly unknown[], change: Readonly<Record<string, unknown>>, schema: JsonSchema, path: OverlayFault['path']): unknown {
    const known: readonly string[] = LIST_CHANGES;
    // What is no change of a list at all is named with the form of the list.
    if (!Object.keys(change).some((key) => known.includes(key) || nearest(key, known) !== undefined)) return change;
    for (const [key, items] of Object.entries(change)) this.#verifyChange(key, items, path);
    if ('replace' in change && Object.keys(change).length > 1)
      this.#report(path, 'What replaces a list is all of it', 'Put all of it under "replace", and leave out the other changes');
    if (Array.isArray(change['replace'])) return change['replace'];
    const kept = this.#without(below, listOf(change['remove']), [...path, 'remove']);
    const changed = this.#withChanged(kept, change['change'], schema, [...path, 'change']);
    return [...changed, ...listOf(change['add'])];
  }

  #verifyChange(key: string, items: unknown, path: OverlayFault['path']): void {
    const known: readonly string[] = LIST_CHANGES;
    if (!known.includes(key))
      this.#report([...path, key], `A list has no change "${key}"`, `${didYouMean(key, known)}There are: ${known.join(', ')}`);
    else if (key === 'change' ? !isMap(items) : !Array.isArray(items))
      this.#report(
        [...path, key],
        `"${key}" has the wrong form`,
        key === 'change' ? 'Write change: { name: { ... } }' : `Write ${key}: [...]`,
      );
  }

  #withChanged(items: readonly unknown[], changes: unknown, schema: JsonSchema, path: OverlayFault['path']): readonly unknown[] {
    const { items: form } = schema;
    return Object.entries(isMap(changes) ? changes : {}).reduce((list, [name, change]) => {
      this.#verifyThere([name], list, path, 'change');
      const lay = (item: unknown): unknown => this.lay(item, change, isSchema(form) ? form : undefined, [...path, name]);
      return list.map((item) => (nameOfItem(item) === name ? lay(item) : item));
    }, items);
  }

  #verifyThere(names: readonly unknown[], items: readonly unknown[], path: OverlayFault['path'], what: string): void {
    const known = items.map(nameOfItem);
    for (const [index, name] of names.entries()) {
      if (known.includes(String(name))) continue;
      const at = what === 'change' ? String(name) : index;
      this.#report([...path, at], `There is no "${String(name)}" to ${what}`, `${didYouMean(String(name), known)}${thereAre(known)}`);
    }
  }

  #without(below: readonly unknown[], names: readonly unknown[], path: OverlayFault['path']): readonly unknown[] {
    this.#verifyThere(names, below, path, 'take away');
    const gone = new Set(names.map(String));
    return below.filter((item) => !gone.has(nameOfItem(item)));
  }

  #report(path: OverlayFault['path'], fact: string, remedy: string): void {
    this.report({ path, fact, remedy });
  }
}

function thereAre(known: readonly string[]): string {
  return known.length === 0 ? 'The pack that is extended has nothing there' : `There are: ${known.join(', ')}`;
}

function unsaid(path: OverlayFault['path']): [fact: string, remedy: string] {
  const name = path.join('.');
  return [
    `The pack that is extended has a list "${name}" too, and nothing says what happens to it`,
    'Write { add: [...] } to put yours behind it, { remove: [...] } to take from it, { change: { name: {...} } } to change an item, or { replace: [...] }',
  ];
}

/** By what an item is taken away: a text by itself, a question or a package by its name, any other record by its first value. */
function nameOfItem(item: unknown): string {
  if (!isMap(item)) return String(item);
  return String(item['name'] ?? item['value'] ?? Object.values(item)[0]);
}

function schemaOf(key: string, schema: JsonSchema | undefined): JsonSchema | undefined {
  const { properties, additionalProperties } = schema ?? {};
  const own = isSchema(properties) && Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
  return isSchema(own) ? own : undefined;
}

function isSchema(value: JsonSchema[string]): value is JsonSchema {
  return typeof value === 'object' && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
