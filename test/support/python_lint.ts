import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';

/** The rules that emitted Python keeps; the emitted `pyproject.toml` selects the same (a test compares them). */
export const RULES = ['E', 'F', 'W', 'I', 'N', 'UP', 'B', 'D', 'ANN', 'PTH', 'RUF'];

function workspace(firstParty: readonly string[], ignored: readonly string[]): Workspace {
  return new Workspace(
    {
      'line-length': 120,
      'target-version': 'py311',
      lint: {
        select: RULES,
        ignore: ['D107', 'COM812', ...ignored],
        pydocstyle: { convention: 'google' },
        isort: { 'known-first-party': [...firstParty] },
      },
    },
    PositionEncoding.Utf16,
  );
}

/**
 * What ruff finds in a Python file, and whether ruff would format it differently.
 *
 * @param packageName the first-party package, which decides how imports are sorted.
 */
export function lintPython(path: string, text: string, packageName: string): string[] {
  const free = path.startsWith('tests/') || path.startsWith('scripts/') ? ['D', 'ANN'] : [];
  const ruff = workspace([packageName, 'tests', 'tasks_stages'], free);
  const findings = (ruff.check(text) as { code: string | null; message: string; start_location: { row: number } }[]).map(
    ({ code, message, start_location: { row } }) => `${path}:${row} ${code ?? ''} ${message}`,
  );
  const formatted = ruff.format(text) === text ? [] : [`${path}: ruff would format it differently`];
  ruff.free();
  return [...findings, ...formatted];
}
