import type { JsonSchema, Shape, TypeOf } from './shape.js';
import { faultsOf, type Walk } from './shape.js';

/** A field that may be missing. */
export interface Optional<T> {
  readonly optional: Shape<T>;
}

export type Fields = Readonly<Record<string, Shape<unknown> | Optional<unknown>>>;

type OptionalKey<F> = { [K in keyof F]: F[K] extends Optional<unknown> ? K : never }[keyof F];

type Flat<T> = { [K in keyof T]: T[K] };

export type RecordOf<F> = Flat<
  { readonly [K in Exclude<keyof F, OptionalKey<F>>]: TypeOf<F[K]> } & {
    readonly [K in OptionalKey<F>]?: F[K] extends Optional<infer T> ? T : never;
  }
>;

/** Keys that mean something to every object of JavaScript. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/** A map from keys to values of one shape. */
export function mapOf<T>(item: Shape<T>, keys?: Shape<string>): Shape<Readonly<Record<string, T>>> {
  return mapping({}, item, keys);
}

export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape };
}

/** A record with these fields and no others. */
export function record<const F extends Fields>(fields: F): Shape<RecordOf<F>> {
  return mapping(fields);
}

/** A record with these fields and no others, each of which may be missing. */
export function partialRecord<const F extends Fields>(fields: F): Shape<Partial<RecordOf<F>>> {
  return mapping(Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, 'optional' in field ? field : optional(field)])));
}

/** A record with these fields, and others of one shape. */
export function openRecord<const F extends Fields, R>(
  fields: F,
  rest: Shape<R>,
  keys?: Shape<string>,
): Shape<RecordOf<F> & { readonly [field: string]: R | undefined }> {
  return mapping(fields, rest, keys);
}

function mapping<T>(fields: Fields, rest?: Shape<unknown>, keys?: Shape<string>): Shape<T> {
  const shapes = new Map(Object.entries(fields).map(([key, field]) => [key, 'optional' in field ? field.optional : field]));
  const required = Object.keys(fields).filter((key) => !('optional' in (fields[key] ?? {})));
  return {
    look: (value, walk) => {
      if (!isMap(value)) return walk.report({ kind: 'form', expected: mapWith(required) });
      for (const key of required) if (!Object.hasOwn(value, key)) walk.report({ kind: 'missing', key });
      for (const key of Object.keys(value)) {
        const shape = shapes.get(key) ?? rest;
        if (RESERVED.has(key)) walk.report({ kind: 'reserved' }, key);
        else if (shape === undefined) walk.report({ kind: 'unknown', known: [...shapes.keys()] }, key);
        else walk.into(key, value[key], shape);
        if (keys !== undefined) lookAtKey(key, keys, walk);
      }
    },
    schema: () => mapSchema(shapes, required, rest, keys),
  };
}

/** What a map looks like: with what it cannot do without. */
function mapWith(required: readonly string[]): string {
  return required.length === 0 ? 'a map of keys and values' : `a map: { ${required.map((key) => `${key}: …`).join(', ')} }`;
}

function lookAtKey(key: string, keys: Shape<string>, walk: Walk): void {
  const [fault] = faultsOf(key, keys, 1);
  if (fault?.kind === 'form') walk.report({ kind: 'key', expected: fault.expected }, key);
}

function mapSchema(
  shapes: ReadonlyMap<string, Shape<unknown>>,
  required: readonly string[],
  rest: Shape<unknown> | undefined,
  keys: Shape<string> | undefined,
): JsonSchema {
  return {
    type: 'object',
    ...(required.length === 0 ? {} : { required }),
    ...(keys === undefined ? {} : { propertyNames: keys.schema() }),
    ...(shapes.size === 0 ? {} : { properties: Object.fromEntries([...shapes].map(([key, shape]) => [key, shape.schema()])) }),
    additionalProperties: rest?.schema() ?? false,
  };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
