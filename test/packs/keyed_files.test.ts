import fc from 'fast-check';
import { format } from 'prettier';
import tomlPlugin from 'prettier-plugin-toml';
import { parse, stringify } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { isScalar, parseDocument, visit } from 'yaml';
import type { Change } from '../../generators/pipeline/change.js';
import { merge } from '../../generators/pipeline/merge/merge.js';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { makePlan } from '../../generators/pipeline/plan/plan.js';
import { policyOf } from '../../generators/pipeline/run/prepare.js';
import type { FileEntry, FileTree } from '../../generators/pipeline/tree.js';
import { answersFor, claimedTasks, renderChoice } from '../support/emitted.js';
import { type KeyedKind as Kind, leaves } from '../support/leaves.js';

/** How many merges are tried: `test:doors` sets more. */
const numRuns = Number(process.env['MERGES'] ?? 300);
const { pack } = newestPack();
const stages = [...new Set(pack.tasks.flatMap(({ stage }) => (stage === undefined || stage === 'project' ? [] : [stage])))];

function kindOf(path: string): Kind | undefined {
  if (path.endsWith('.toml')) return 'toml';
  if (/\.ya?ml$/.test(path)) return 'yaml';
  if (path.endsWith('.json')) return 'json';
  if (/requirements.*\.txt$/.test(path)) return 'requirements';
  return /ignore$/.test(path) ? 'lines' : undefined;
}

type Formatter = (text: string) => string | Promise<string>;

const prettier = (ending: string): Formatter => {
  return (text) => format(text, { filepath: `file.${ending}`, plugins: [tomlPlugin] });
};

/** What people and their tools make of a file that says the same. */
const FORMATS: Readonly<Record<Kind, Readonly<Record<string, Formatter>>>> = {
  toml: {
    prettier: prettier('toml'),
    'indented by two': (text) => text.replaceAll('\n    ', '\n  '),
    'packages sorted': (text) => text.replace(/(?<=\[\n)(?:\s+"[^"]*",\n)+/g, (list) => sortLines(list)),
    'written by a program': (text) => stringify(parse(text)),
    'arrays in one line': (text) => text.replace(/\[\n\s+([^\]#]*?),?\n\]/g, (_, items: string) => `[${items.replace(/\n\s*/g, ' ')}]`),
    'groups sorted': (text) =>
      text.replace(/(?<=\[dependency-groups\]\n)[\s\S]*?(?=\n\n\[|\n*$)/, (body) =>
        (body.replace(/^#.*\n/gm, '').match(/^[\w-]+ = \[(?:[^\n]*\]|[\s\S]*?\n\])$/gm) ?? []).sort().join('\n'),
      ),
  },
  yaml: {
    prettier: prettier('yaml'),
    'lists not indented': (text) => String(withSequences(text, { indentSeq: false })),
    'written by a program': (text) => String(withSequences(text, { indent: 4 })),
    'lists between brackets': (text) => {
      const document = parseDocument(text);
      visit(document, {
        Seq: (_, list) => {
          if (list.items.length > 0 && list.items.every((item) => isScalar(item) && item.comment == null && item.commentBefore == null))
            list.flow = true;
        },
      });
      return document.toString({ lineWidth: 0 });
    },
  },
  json: {
    prettier: prettier('json'),
    'indented by four': (text) => `${JSON.stringify(JSON.parse(text), undefined, 4)}\n`,
    'in one line': (text) => JSON.stringify(JSON.parse(text)),
  },
  requirements: { sorted: (text) => sortLines(text.replace(/^\s*\n/gm, '')) },
  lines: { sorted: (text) => sortLines(text.replace(/^(?:#.*|\s*)\n/gm, '').replace(/^!.*\n/gm, '')) },
};

function sortLines(text: string): string {
  return (
    text
      .match(/[^\n]*\n|[^\n]+$/g)
      ?.sort()
      .join('') ?? text
  );
}

function withSequences(text: string, options: { indentSeq?: boolean; indent?: number }): string {
  return parseDocument(text).toString({ lineWidth: 0, ...options });
}

/** What people change in a file: each names a place, and does nothing where it is not there. */
const EDITS: Readonly<Record<Kind, readonly ((text: string) => string)[]>> = {
  toml: [
    (text) => text.replace(/^name = .*\n/m, '$&keywords = ["birds"]\n'),
    (text) => text.replace(/^version = .*/m, 'version = "0.2.0"'),
    (text) => text.replace(/(dependencies = \[\n)/, '$1    "rich>=13",\n'),
    (text) => text.replace(/"numpy[^"]*"/, '"numpy>=2"'),
    (text) => text.replace(/^\s*"pillow[^"]*",?\n/m, ''),
    (text) => `${text}\n[tool.birds]\nsong = true # loud\n`,
    (text) => text.replace(/^\[dependency-groups\]\n/m, '$&birds = ["bird-song"]\n'),
    (text) => text.replace(/^(?:config|tests|quality) = \[(?:[^\n]*\]|[\s\S]*?\n\])\n/m, ''),
    (text) => text.replace(/^\[/m, '# Ours.\n$&'),
    (text) => text.replace(/line-length = \d+/, 'line-length = 99'),
    (text) => text.replace(/^(\s*"(?:fastapi|pytest|numpy)[^\n#]*",)$/m, '$1 # ours behind'),
    (text) => text.replace(/^(\s*"(?:hydra-core|lightning)[^\n#]*",)$/m, '$1 # ours behind'),
  ],
  yaml: [
    (text) => `${text.trimEnd()}\nx-birds: [1, 2]\n`,
    (text) => text.replace(/^(\s*)- repo: .*\n/m, '$1- repo: https://example.org/birds\n$1  rev: v1\n$1  hooks: [{ id: song }]\n$&'),
    (text) => text.replace(/^(\s*)rev: .*/m, '$1rev: v99'),
    (text) => text.replace(/^(\s*)timeout-minutes: .*/m, '$1timeout-minutes: 99'),
    (text) => text.replace(/^(\s*)- name: .*\n/m, '$1- name: Song\n$1  run: echo song\n$&'),
    (text) => text.replace(/^stages:\n/m, '$&  song:\n    cmd: echo song\n'),
    (text) => `# Ours.\n${text}`,
    (text) => text.replace(/^(\s*timeout-minutes: \d+)$/m, '$1 # ours behind'),
    (text) => text.replace(/^(\s*run: \w[^\n#]*)$/m, '$1 # ours behind'),
  ],
  json: [(text) => text.replace(/\{/, '{ "birds": 1,'), (text) => text.replace(/"target": "[^"]*"/, '"target": "tag"')],
  requirements: [
    (text) => `rich==13.0\n${text}`,
    (text) => `${text.trimEnd()}\nbird-song==1.0  # ours\n`,
    (text) => text.replace(/^numpy==.*/m, 'numpy==2.0'),
    (text) => text.replace(/^pillow==.*\n/m, ''),
    (text) => text.replace(/^((?:fastapi|numpy|pytest)==\S+)$/m, '$1  # ours behind'),
  ],
  lines: [(text) => `birds/\n${text}`, (text) => `${text.trimEnd()}\nsongs/\n`, (text) => text.replace(/^(?:\*\.log|\.idea\/)\n/m, '')],
};

/** What a later revision of the pack changes. */
const NEWER: Readonly<Record<Kind, readonly ((text: string) => string)[]>> = {
  toml: [(text) => text.replace(/numpy>=[\d.]+/, 'numpy>=9.9'), (text) => `${text}\n[tool.newer]\nis = "so"\n`],
  yaml: [
    (text) => text.replace(/timeout-minutes: \d+/g, 'timeout-minutes: 77'),
    (text) => text.replace(/rev: .*/g, 'rev: v77'),
    (text) => text.replace(/^(\s*)- name: .*\n/m, '$1- name: Newer\n$1  run: echo newer\n$&'),
    (text) => text.replace(/^(\s*)cancel-in-progress: .*\n/m, ''),
    (text) => `${text.trimEnd()}\n`,
  ],
  json: [(text) => text.replace(/\{/, '{ "newer": true,'), (text) => text.replace(/"target": "[^"]*"/, '"target": "push"')],
  requirements: [(text) => text.replace(/numpy==[\d.]+/, 'numpy==9.9'), (text) => `${text}# Newer\nnewer==1.0\n`],
  lines: [(text) => `${text}# Newer\nnewer/\n`, (text) => text.replace(/^\*\.log\n/m, '')],
};

interface Scene {
  readonly path: string;
  readonly kind: Kind;
  readonly base: string;
  readonly yours: string;
  readonly next: string;
}

/** A scene before the person's tools ran. */
interface Drawn extends Omit<Scene, 'yours'> {
  readonly formatter: Formatter | undefined;
  readonly edits: readonly number[];
  readonly crlf: boolean;
}

const choice = fc.record({
  on: fc.subarray(stages, { minLength: stages.length - 3 }),
  manager: fc.constantFrom('uv', 'pip'),
  toggled: fc.subarray(stages, { minLength: 0, maxLength: 2 }),
  description: fc.boolean(),
  newer: fc.boolean(),
});
const person = fc.record({
  crlf: fc.boolean(),
  path: fc.nat(),
  format: fc.option(fc.nat()),
  edits: fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 3 }),
});

const renders = new Map<string, FileTree>();

function rendered(on: readonly string[], manager: string, description: string): FileTree {
  const name = JSON.stringify([[...on].sort(), manager, description]);
  const known = renders.get(name) ?? renderChoice(pack, { name, answers: answersFor(pack, tasksOf(on), { manager, description }) });
  renders.set(name, known);
  return known;
}

function tasksOf(on: readonly string[]): string[] {
  const slugs = pack.tasks
    .filter(({ stage }) => stage !== undefined && (stage === 'project' || on.includes(stage)))
    .map(({ slug }) => slug);
  return slugs.filter((slug) => claimedTasks(pack).includes(slug));
}

const scene = fc.tuple(choice, person).chain(([{ on, manager, toggled, description, newer }, { crlf, path: at, format, edits }]) => {
  const to = [...on.filter((stage) => !toggled.includes(stage)), ...toggled.filter((stage) => !on.includes(stage))];
  const [base, next] = [rendered(on, manager, 'Birds'), rendered(to, manager, description ? 'Songs' : 'Birds')];
  const paths = [...base.keys()].filter((path) => kindOf(path) !== undefined && next.has(path)).sort();
  const interesting = newer ? [] : paths.filter((path) => textOf(base, path) !== textOf(next, path));
  const path = (interesting.length > 0 ? interesting : paths)[at % (interesting.length || paths.length)] ?? '';
  const kind = kindOf(path) ?? 'lines';
  const old = textOf(base, path);
  const formats = Object.values(FORMATS[kind]);
  const now = textOf(next, path);
  const drawn: Drawn = {
    path,
    kind,
    base: old,
    next: newer ? NEWER[kind].reduce((text, change) => change(text), now) : now,
    formatter: format === null ? undefined : formats[format % formats.length],
    edits,
    crlf,
  };
  return fc.constant(drawn);
});

async function edited({ formatter, edits, crlf, ...scene }: Drawn): Promise<Scene> {
  const formatted = (await formatter?.(scene.base)) ?? scene.base;
  const chosen = [...new Set(edits.map((edit) => edit % EDITS[scene.kind].length))];
  const yours = chosen.reduce((text, edit) => EDITS[scene.kind][edit]?.(text) ?? text, formatted);
  return { ...scene, yours: crlf ? yours.replace(/\r?\n/g, '\r\n') : yours };
}

function textOf(tree: FileTree, path: string): string {
  return tree.get(path)?.bytes.toString('utf8') ?? '';
}

const everything = makePlan(answersFor(pack, claimedTasks(pack)), pack);

async function changeOf({ path, base, yours, next }: Scene): Promise<Change | undefined> {
  const tree = (text: string) => new Map<string, FileEntry>([[path, { kind: 'file', bytes: Buffer.from(text), executable: false }]]);
  return (await merge(tree(base), tree(yours), tree(next), policyOf([everything]))).changes[0];
}

/** What the file is with each way out. */
function outcomes(change: Change, { path, yours }: Scene): Record<'mine' | 'generated', string> {
  const after = (way: 'mine' | 'generated'): string => {
    const writes = change.resolutions?.[way] ?? change.writes;
    return writes.find((write) => write.path === path)?.after?.bytes.toString('utf8') ?? yours;
  };
  return { mine: after('mine'), generated: after('generated') };
}

/** What an entry comes to. */
function expected(
  way: 'mine' | 'generated',
  base: string | undefined,
  yours: string | undefined,
  next: string | undefined,
): string | undefined {
  if (yours === next || base === next) return yours;
  if (base === yours) return next;
  if (yours === undefined || next === undefined) return yours;
  return way === 'mine' ? yours : next;
}

describe('a file with keys, however people have formatted and edited it', () => {
  test('gets exactly what we changed, keeps what they changed, and is in conflict only where both changed one entry', {
    timeout: 300_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(scene, async (drawn) => {
        const given = await edited(drawn);
        const change = await changeOf(given);
        if (change === undefined || change.outcome === 'unchanged') return;
        const [base, yours, next] = [leaves(given.kind, given.base), leaves(given.kind, given.yours), leaves(given.kind, given.next)];
        const keys = new Set([...base.keys(), ...yours.keys(), ...next.keys()]);
        const both = [...keys].filter(
          (key) =>
            expected('mine', base.get(key), yours.get(key), next.get(key)) !==
            expected('generated', base.get(key), yours.get(key), next.get(key)),
        );
        if (change.outcome === 'conflict') expect(both, `${given.path}: a conflict about nothing`).not.toEqual([]);
        for (const way of ['mine', 'generated'] as const) {
          const text = outcomes(change, given)[way];
          const after = leaves(given.kind, text);
          for (const comment of given.yours.match(/# (?:ours|Ours|loud).*/g) ?? []) expect(text, given.path).toContain(comment.trim());
          const wanted = new Map(
            [...keys].flatMap((key) => {
              const value = expected(change.outcome === 'conflict' ? way : 'mine', base.get(key), yours.get(key), next.get(key));
              return value === undefined ? [] : [[key, value] as const];
            }),
          );
          expect([...after].sort(), `${given.path} (${way})`).toEqual([...wanted].sort());
        }
      }),
      { numRuns },
    );
  });
});
