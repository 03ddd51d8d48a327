/** Whoever may not read everything: what a test does as root would prove nothing about permissions. */
const ORDINARY = 65_534;

/** Does something as somebody who is not root. The files have to be open to all where they are not the matter. */
export function asOrdinaryUser<T>(work: () => T): T {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(ORDINARY);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}
