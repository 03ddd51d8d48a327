import type { Problem } from '../../template/nodes.js';
import type { Version } from '../pack.js';

const PIN = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*==\s*([A-Za-z0-9][A-Za-z0-9._+!-]*)\s*(?:#\s*(?:<\s*([0-9][A-Za-z0-9._]*))?.*)?$/;

/**
 * Reads `versions.txt`: one `name==1.2.3` a line. A comment `# <2` after it is the first version that is not
 * wanted; without it that is
 * the next major version, for 0.x the next minor one.
 */
export function readVersions(text: string, file: string): { versions: Record<string, Version>; problems: Problem[] } {
  const versions: Record<string, Version> = {};
  const problems: Problem[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const report = (fact: string, remedy: string): void => void problems.push({ file, line: index + 1, fact, remedy });
    const [, name, version, below] = PIN.exec(line.trim()) ?? [];
    if (name === undefined || version === undefined) report('This line is not a version', 'Write name==1.2.3, or name==1.2.3  # <2');
    else if (Object.hasOwn(versions, name)) report(`${name} has a version already`, 'Keep one of the lines');
    else versions[name] = { version, below: below ?? nextBreaking(version) };
  }
  return { versions, problems };
}

function nextBreaking(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return major === 0 ? `0.${minor + 1}` : String(major + 1);
}
