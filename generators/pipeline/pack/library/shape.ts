import type { Pack } from '../pack.js';

/** Looks at a value and says where in it the shape is another: `''` for the value itself; nothing where it fits. */
type Shape = (value: unknown) => string | undefined;

const text = kind((value) => typeof value === 'string');
const whole = kind((value) => Number.isSafeInteger(value));
const flag = kind((value) => typeof value === 'boolean');
const scalar = kind((value) => ['string', 'number'].includes(typeof value));
const texts = listOf(text);
const recordValue: Shape = (value) => (['string', 'number', 'boolean'].includes(typeof value) ? undefined : texts(value));

function kind(fits: (value: unknown) => boolean): Shape {
  return (value) => (fits(value) ? undefined : '');
}

function listOf(item: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return '';
    const items: readonly unknown[] = value;
    for (let index = 0; index < items.length; index++) {
      const fault = item(items[index]);
      if (fault !== undefined) return `.${index}${fault}`;
    }
    return undefined;
  };
}

function mapOf(item: Shape): Shape {
  return (value) => {
    if (!isMap(value)) return '';
    for (const key of Object.keys(value)) {
      const fault = item(own(value, key));
      if (fault !== undefined) return `.${key}${fault}`;
    }
    return undefined;
  };
}

function oneOf(...words: readonly string[]): Shape {
  return kind((value) => typeof value === 'string' && words.includes(value));
}

/** A record with these fields and no others; the optional ones may be missing. */
function recordOf(required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape {
  const whereThere = Object.entries(optional).map(([key, shape]) => [key, maybe(shape)] as const);
  const shapes = new Map([...Object.entries(required), ...whereThere]);
  return (value) => {
    if (!isMap(value)) return '';
    const unknown = Object.keys(value).find((key) => !shapes.has(key));
    if (unknown !== undefined) return `.${unknown}`;
    for (const [key, shape] of shapes) {
      const fault = shape(own(value, key));
      if (fault !== undefined) return `.${key}${fault}`;
    }
    return undefined;
  };
}

function maybe(shape: Shape): Shape {
  return (value) => (value === undefined ? undefined : shape(value));
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
    default: (value) => (typeof value === 'string' ? undefined : texts(value)),
    when: text,
    required: flag,
    quiet: flag,
  },
);

const fields = mapOf(text);
const evidenceKind = recordOf({ kind: oneOf('file', 'imports', 'content', 'declared', 'git') });
const evidence: Shape = (value) => fields(value) ?? evidenceKind({ kind: isMap(value) ? own(value, 'kind') : undefined });

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
  return pack(value)?.replace(/^\./, '');
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
