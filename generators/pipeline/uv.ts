import { shortMessage, type Warning } from './git.js';

/** Locking resolves over the network: longer than this, and it is stuck. */
const PATIENCE_MS = 120_000;

/**
 * Makes or renews `uv.lock`. No environment is created and nothing is installed.
 *
 * @param abort ends it.
 * @returns what went wrong, as a warning; nothing when the lock is there.
 */
export async function lockDependencies(root: string, abort: AbortSignal): Promise<Warning | undefined> {
  try {
    const { execa } = await import('execa');
    await execa('uv', ['lock', '--quiet'], { cwd: root, timeout: PATIENCE_MS, cancelSignal: abort });
    return undefined;
  } catch (error) {
    return { fact: `uv could not make uv.lock (${shortMessage(error)})`, command: remedyFor(error) };
  }
}

function remedyFor(error: unknown): string {
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return missing ? 'pip install uv && uv lock' : 'uv lock';
}
