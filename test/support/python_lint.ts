import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { parse } from 'smol-toml';

/** `[tool.ruff]` as an emitted project has it. */
export interface RuffSettings {
  readonly 'line-length': number;
  readonly 'target-version': string;
  /** Not there where nobody has chosen rules: ruff then has its own. */
  readonly lint?: {
    readonly select?: readonly string[];
    readonly ignore?: readonly string[];
    readonly 'per-file-ignores'?: Readonly<Record<string, readonly string[]>>;
  };
}

/** Reads the rules that a project holds itself to, from its own `pyproject.toml`. */
export function ruffSettings(pyproject: string): RuffSettings {
  const { tool } = parse(pyproject) as unknown as { tool: { ruff: RuffSettings } };
  return tool.ruff;
}

/**
 * What ruff finds in a Python file by the project's own rules, and whether ruff would format it differently.
 *
 * @param packageName the first-party package, which decides how imports are sorted.
 */
export function lintPython(path: string, text: string, packageName: string, { lint, ...settings }: RuffSettings): string[] {
  const { 'per-file-ignores': perFile = {}, ignore = [], ...rules } = lint ?? {};
  const ignored = Object.entries(perFile).filter(([glob]) => path.startsWith(glob.replace('**', '')));
  const ruff = new Workspace(
    {
      ...settings,
      lint: {
        ...rules,
        ignore: [...ignore, ...ignored.flatMap(([, codes]) => codes)],
        isort: { 'known-first-party': [packageName, 'tests', 'tasks_stages'] },
      },
    },
    PositionEncoding.Utf16,
  );
  const findings = (ruff.check(text) as { code: string | null; message: string; start_location: { row: number } }[]).map(
    ({ code, message, start_location: { row } }) => `${path}:${row} ${code ?? ''} ${message}`,
  );
  const formatted = ruff.format(text) === text ? [] : [`${path}: ruff would format it differently`];
  ruff.free();
  return [...findings, ...formatted];
}
