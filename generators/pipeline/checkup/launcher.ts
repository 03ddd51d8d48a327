import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** How the Python of a project is started, as its README says it. */
export interface Launcher {
  /** The words before `-m`; none where there is no Python. */
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Finds the Python of a project: through uv where the project uses it and both uv and the environment are there, else that of `.venv`,
 * else the one on the path. Nothing is installed, and no environment is made.
 */
export function launcherOf(root: string, usesUv: boolean, env: NodeJS.ProcessEnv): Launcher {
  const quiet = { ...env, NO_COLOR: '1' };
  const hasEnvironment = existsSync(join(root, '.venv')) || env['UV_PROJECT_ENVIRONMENT'] !== undefined;
  if (usesUv && hasEnvironment && isOnPath('uv', env)) return { words: ['uv', 'run', '--no-sync', 'python'], env: quiet };
  const folder = process.platform === 'win32' ? join('.venv', 'Scripts') : join('.venv', 'bin');
  const own = join(root, folder, process.platform === 'win32' ? 'python.exe' : 'python');
  if (existsSync(own)) {
    const path = [join(root, folder), env['PATH'] ?? ''].join(delimiter);
    return { words: [own], env: { ...quiet, VIRTUAL_ENV: join(root, '.venv'), PATH: path } };
  }
  const found = ['python', 'python3'].find((name) => isOnPath(name, env));
  return { words: found === undefined ? [] : [found], env: quiet };
}

function isOnPath(name: string, env: NodeJS.ProcessEnv): boolean {
  const names = process.platform === 'win32' ? [`${name}.exe`] : [name];
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .some((folder) => names.some((each) => existsSync(join(folder, each))));
}
