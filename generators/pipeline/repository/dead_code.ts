import { blanked } from './code_text.js';

/** Where a branch begins that never runs. */
const NEVER = /^([ \t]*)(?:el)?(?:if|while)[ \t]*\(?[ \t]*(?:False|0|None|not True)[ \t]*\)?[ \t]*:/;
const ANY = /\b(?:False|0|None|not True)[ \t]*\)?[ \t]*:/;

/** The code of a Python module without the branches that never run: each line in its place, and nothing on theirs. */
export function withoutDeadCode(code: string): string {
  if (!ANY.test(code)) return code;
  let dead: number | undefined;
  const lines = code.split('\n').map((line) => {
    if (line.trim() === '') return line;
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (dead !== undefined && indent > dead) return blanked(line);
    const begins = NEVER.exec(line);
    dead = begins?.[1]?.length;
    return begins === null ? line : line.slice(0, begins[0].length);
  });
  return lines.join('\n');
}
