/** Where in a value something stands: the keys and positions that lead to it. */
type KeyPath = readonly (string | number)[];

/** What is wrong with a part of a value. */
export type Fault = { readonly path: KeyPath } & (
  | { readonly kind: 'form' | 'key'; readonly expected: string }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'missing'; readonly key: string }
  | { readonly kind: 'reserved' }
  | { readonly kind: 'unknown'; readonly known: readonly string[] }
);

type FaultDetail = Fault extends infer F ? (F extends Fault ? Omit<F, 'path'> : never) : never;

/** A part of a JSON Schema (draft 07). */
export interface JsonSchema {
  readonly [keyword: string]: string | number | boolean | readonly string[] | readonly JsonSchema[] | JsonSchema | undefined;
}

/**
 * What a value may look like, said once: it looks at values, describes itself to editors as a JSON Schema, and its type is the
 * TypeScript type of what fits. A schema library would do for the last two: Ajv takes 150 ms to load and compile what folders need;
 * valibot takes an array for a map, passes over keys such as `constructor`, and names one unknown key of several. Packs come from
 * the internet, so every part of a value is looked at here.
 */
export interface Shape<T> {
  look(value: unknown, walk: Walk): void;
  schema(): JsonSchema;
  /** Never set: it carries the type. */
  readonly type?: T;
}

/** The type of the values that fit a shape. */
export type TypeOf<S> = S extends Shape<infer T> ? T : never;

/** A way through a value, and what was found on it. */
export class Walk {
  readonly faults: Fault[] = [];
  private readonly path: (string | number)[] = [];

  constructor(private readonly most: number) {}

  report(detail: FaultDetail, key?: string): void {
    if (this.faults.length < this.most) this.faults.push({ ...detail, path: key === undefined ? [...this.path] : [...this.path, key] });
  }

  into(key: string | number, value: unknown, shape: Shape<unknown>): void {
    this.path.push(key);
    shape.look(value, this);
    this.path.pop();
  }
}

/**
 * Lists what is wrong with a value.
 *
 * @param most how many faults are wanted: a value from the internet could have millions.
 */
export function faultsOf(value: unknown, shape: Shape<unknown>, most = Number.POSITIVE_INFINITY): readonly Fault[] {
  const walk = new Walk(most);
  shape.look(value, walk);
  return walk.faults;
}

/** Whether a value fits a shape, all the way down. */
export function fits<T>(value: unknown, shape: Shape<T>): value is T {
  return faultsOf(value, shape, 1).length === 0;
}

/** The same shape, with what it is for: editors show it. */
export function about<T>(what: string, shape: Shape<T>): Shape<T> {
  return {
    look: (value, walk) => shape.look(value, walk),
    schema: () => {
      const { description, ...schema } = shape.schema();
      return { ...schema, description: typeof description === 'string' ? `${what} (${description})` : what };
    },
  };
}

function simple<T>(schema: JsonSchema, expected: string, is: (value: unknown) => boolean): Shape<T> {
  return { look: (value, walk) => void (is(value) || walk.report({ kind: 'form', expected })), schema: () => schema };
}

/** A text, of a certain form where a pattern is given. */
export function text(expected: string, pattern?: RegExp): Shape<string> {
  const schema = { type: 'string', ...(pattern === undefined ? {} : { pattern: pattern.source }), description: expected };
  return simple(schema, expected, (value) => typeof value === 'string' && (pattern === undefined || pattern.test(value)));
}

/** A text that is not empty. */
export function filled(expected: string): Shape<string> {
  return simple({ type: 'string', minLength: 1, description: expected }, expected, (value) => typeof value === 'string' && value !== '');
}

/** A whole number. */
export function whole(minimum: number): Shape<number> {
  const is = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum;
  return simple({ type: 'integer', minimum }, `a whole number of at least ${minimum}`, is);
}

/** True or false. */
export const yesOrNo: Shape<boolean> = simple({ type: 'boolean' }, 'true or false', (value) => typeof value === 'boolean');

/** One of a few words. */
export function oneOf<const W extends readonly string[]>(...words: W): Shape<W[number]> {
  return {
    look: (value, walk) => void ((typeof value === 'string' && words.includes(value)) || walk.report({ kind: 'word', words })),
    schema: () => ({ enum: words }),
  };
}

interface Kinds {
  readonly string: string;
  readonly number: number;
  readonly integer: number;
  readonly boolean: boolean;
}

/** A value of one of these kinds. */
export function scalar<const K extends keyof Kinds>(kinds: readonly K[], expected?: string): Shape<Kinds[K]> {
  const schema = { type: kinds, ...(expected === undefined ? {} : { description: expected }) };
  return simple(schema, expected ?? kinds.join(' or '), (value) => kinds.some((kind) => isKind(value, kind)));
}

function isKind(value: unknown, kind: keyof Kinds): boolean {
  if (kind === 'integer') return Number.isSafeInteger(value);
  return kind === 'number' ? Number.isFinite(value) : typeof value === kind;
}

/** One such value, or a list of others. */
export function orList<T, I>(one: Shape<T>, item: Shape<I>, expected: string): Shape<T | readonly I[]> {
  const list = listOf(item);
  return {
    look: (value, walk) => {
      if (Array.isArray(value)) list.look(value, walk);
      else if (!fits(value, one)) walk.report({ kind: 'form', expected });
    },
    schema: () => {
      const { type } = one.schema();
      const types = typeof type === 'string' || Array.isArray(type) ? [type, 'array'].flat() : ['array'];
      return { type: types, items: item.schema(), description: expected };
    },
  };
}

/** One value, or a list of such values. */
export function oneOrMore<T>(one: Shape<T>, expected: string): Shape<T | readonly T[]> {
  const list = listOf(one, 1);
  return {
    look: (value, walk) => (Array.isArray(value) ? list : one).look(value, walk),
    schema: () => ({ anyOf: [one.schema(), list.schema()], description: expected }),
  };
}

/** A list, each item of one shape. */
export function listOf<T>(item: Shape<T>, least = 0): Shape<readonly T[]> {
  return {
    look: (value, walk) => {
      if (!Array.isArray(value) || value.length < least)
        return walk.report({ kind: 'form', expected: `a list: [${'…, '.repeat(Math.max(least, 1)).slice(0, -2)}]` });
      const items: readonly unknown[] = value;
      for (let index = 0; index < items.length; index++) walk.into(index, items[index], item);
    },
    schema: () => ({ type: 'array', ...(least === 0 ? {} : { minItems: least }), items: item.schema() }),
  };
}
