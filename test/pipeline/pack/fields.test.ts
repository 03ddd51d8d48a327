import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packYaml, stageYaml } from '../../../generators/pipeline/pack/fields.js';
import { fits, type Shape } from '../../../generators/pipeline/pack/shape.js';
import { layOver, type OverlayFault } from '../../../generators/pipeline/pack/source/lay_over.js';
import { SCHEMAS } from '../../../scripts/schemas.js';

const root = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

describe('the JSON Schemas that are published', () => {
  it.each(Object.entries(SCHEMAS))('%s says what the fields of packs say', (name, schema) => {
    const published = JSON.stringify(JSON.parse(read(`schemas/${name}`)));
    expect(published, `schemas/${name} differs from generators/pipeline/pack/fields.ts: run npm run schemas, and commit it`).toBe(
      JSON.stringify(schema),
    );
  });

  it.each(Object.entries(SCHEMAS))('%s says what each property is for', (_, schema) => {
    expect(undescribed(schema, [])).toEqual([]);
  });

  it.each<[string, Shape<unknown>, string, string]>([
    ['pack.yml', packYaml, 'pack.schema.json', '2026/pack.yml'],
    ['stage.yml', stageYaml, 'stage.schema.json', '2026/api/stage.yml'],
  ])('take and refuse the same values as the check of %s', (_, shape, name, example) => {
    const validate = new Ajv({ allowUnionTypes: true }).compile(SCHEMAS[name] ?? {});
    const sound: unknown = parse(read(`templates/${example}`));
    expect([isSound(sound, shape), validate(sound)]).toEqual([true, true]);
    const places = placesIn(sound);
    const strange = fc.constantFrom<unknown>(
      '',
      'a b',
      'a\nb',
      'A',
      0,
      1,
      1.5,
      -1,
      true,
      [],
      ['a'],
      [1],
      [[]],
      {},
      { a: 1 },
      { when: '' },
      null,
      { add: ['a'] },
      { replace: [] },
      { add: 'a' },
    );
    let refused = 0;
    fc.assert(
      fc.property(fc.constantFrom(...places), strange, (place, value) => {
        // Null takes away what is there, and there is nothing below.
        fc.pre(value !== null);
        const changed = withValue(sound, place, value);
        expect(isSound(changed, shape)).toBe(validate(changed));
        refused += validate(changed) ? 0 : 1;
      }),
      { numRuns: 300, seed: 1 },
    );
    expect(refused).toBeGreaterThan(50);
  });
});

/** Properties of a schema, and of what is in it, without a description. */
function undescribed(schema: unknown, path: readonly string[]): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties: unknown = Reflect.get(schema, 'properties');
  const own = typeof properties === 'object' && properties !== null ? Object.entries(properties) : [];
  const bare = own
    .filter(([, each]) => typeof Reflect.get(Object(each), 'description') !== 'string')
    .map(([name]) => [...path, name].join('.'));
  return [...bare, ...Object.entries(schema).flatMap(([key, inner]) => undescribed(inner, [...path, key]))];
}

/** Whether a document is taken, which may be laid over another. */
function isSound(document: unknown, shape: Shape<unknown>): boolean {
  const faults: OverlayFault[] = [];
  const laid = layOver({}, document, shape.schema(), (fault) => faults.push(fault));
  return faults.length === 0 && fits(laid, shape);
}

type Place = readonly (string | number)[];

/** The places of a value, and beside each map a key that is not there. */
function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : [...Object.keys(value), 'new-key', 'New key'];
  return [at, ...keys.flatMap((key) => placesIn(Reflect.get(value, key), [...at, key]))];
}

function withValue(value: unknown, [key, ...rest]: Place, put: unknown): unknown {
  if (key === undefined) return put;
  const copy: object = Array.isArray(value) ? [...value] : typeof value === 'object' ? { ...value } : {};
  Reflect.set(copy, key, withValue(Reflect.get(copy, key), rest, put));
  return copy;
}
