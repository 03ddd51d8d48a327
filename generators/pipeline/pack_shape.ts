import type { Pack } from './pack.js';

/** Looks at a value and says where it has another shape; nothing where it fits. */
type Shape = (value: unknown, path: string) => string | undefined;

const text: Shape = (value, path) => (typeof value === 'string' ? undefined : path);
const whole: Shape = (value, path) => (Number.isSafeInteger(value) ? undefined : path);
const flag: Shape = (value, path) => (typeof value === 'boolean' ? undefined : path);
const scalar: Shape = (value, path) => (['string', 'number'].includes(typeof value) ? undefined : path);
const texts = listOf(text);
const recordValue: Shape = (value, path) =>
  ['string', 'number', 'boolean'].includes(typeof value) ? undefined : texts(value, path);

function listOf(item: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return path;
    const items: readonly unknown[] = value;
    return firstFault(
      items.map((part, index) => [part, `${path}.${index}`]),
      item,
    );
  };
}

function mapOf(item: Shape): Shape {
  return (value, path) =>
    isMap(value)
      ? firstFault(
          Object.entries(value).map(([key, part]) => [part, `${path}.${key}`]),
          item,
        )
      : path;
}

function oneOf(...words: readonly string[]): Shape {
  return (value, path) => (typeof value === 'string' && words.includes(value) ? undefined : path);
}

/** A record with these fields and no others; the optional ones may be missing. */
function recordOf(fields: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape {
  return (value, path) => {
    if (!isMap(value)) return path;
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(fields, key) && !Object.hasOwn(optional, key));
    if (unknown !== undefined) return `${path}.${unknown}`;
    const required = Object.entries(fields).map(([key, shape]) => shape(own(value, key), `${path}.${key}`));
    const present = Object.entries(optional).filter(([key]) => Object.hasOwn(value, key));
    return [...required, ...present.map(([key, shape]) => shape(own(value, key), `${path}.${key}`))].find(
      (fault) => fault !== undefined,
    );
  };
}

const question = recordOf(
  {
    name: text,
    type: oneOf('title', 'text', 'texts', 'package', 'token', 'tokens', 'choice', 'email', 'url'),
    flag: text,
    message: text,
  },
  {
    help: text,
    choices: listOf(recordOf({ value: text, label: text })),
    default: (value, path) => (typeof value === 'string' ? undefined : texts(value, path)),
    when: text,
    required: flag,
    quiet: flag,
  },
);

const evidence: Shape = (value, path) =>
  mapOf(text)(value, path) ??
  oneOf('file', 'imports', 'content', 'declared', 'git')(isMap(value) ? own(value, 'kind') : undefined, `${path}.kind`);

const task = recordOf(
  {
    slug: text,
    wording: text,
    modules: texts,
    group: text,
    kind: oneOf('artifact', 'command', 'practice'),
    always: flag,
    needs: texts,
    soft: texts,
    artifacts: texts,
    evidence: listOf(evidence),
    commands: texts,
  },
  { id: whole, stage: text },
);

const file = recordOf(
  { path: text, origin: text, content: text },
  {
    binary: flag,
    executable: flag,
    template: flag,
    when: text,
    additive: oneOf('lines', 'requirements', 'toml', 'yaml', 'python', 'markdown'),
    once: flag,
  },
);

const stage = recordOf({
  id: text,
  title: text,
  summary: text,
  after: texts,
  asks: listOf(question),
  files: listOf(file),
  parts: listOf(recordOf({ path: text, origin: text, content: text }, { when: text })),
  contributes: mapOf(listOf(recordOf({ fields: mapOf(recordValue) }, { when: text }))),
});

const pack = recordOf({
  engine: whole,
  id: text,
  title: text,
  revision: whole,
  course: mapOf(scalar),
  modules: mapOf(recordOf({ title: text }, { page: text })),
  groups: mapOf(text),
  tasks: listOf(task),
  presets: mapOf(texts),
  asks: listOf(question),
  reserved: texts,
  versions: mapOf(recordOf({ version: text, below: text })),
  stages: listOf(stage),
});

/** Whether a value has the shape of a pack, all the way down. */
export function isPack(value: unknown): value is Pack {
  return shapeFault(value) === undefined;
}

/** Where a value differs from the shape of a pack; nothing where it does not. */
export function shapeFault(value: unknown): string | undefined {
  return pack(value, '')?.replace(/^\./, '');
}

function firstFault(parts: readonly (readonly [part: unknown, path: string])[], shape: Shape): string | undefined {
  for (const [part, path] of parts) {
    const fault = shape(part, path);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
